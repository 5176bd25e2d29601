"""暂停营销名单 (D36): an entry has an owner and an end; heads and compliance read it; compliance lifts it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.compliance import queries, services
from yinqiao.compliance.models import ContactHold
from yinqiao.compliance.queries import HoldWanted
from yinqiao.compliance.services import HoldOrder
from yinqiao.compliance.tests.factories import make_hold
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput, PermissionRefused

ENTRY = HoldOrder(
    "BLACKLIST",
    source="compliance.list",
    reason="恶意投诉",
    owner="消费者权益保护部",
    ends_at=NOW + timedelta(days=30),
)


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 22, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"owner": " "}, "owner"),
        ({"ends_at": None}, "ends_at"),
        ({"ends_at": NOW + timedelta(days=367)}, "ends_at"),
    ],
)
def test_nobody_is_blacklisted_for_ever_or_by_nobody(bank, change, field):
    with pytest.raises(InvalidInput) as refused:
        services.place_hold(
            actor=act_as(bank.compliance),
            now=NOW,
            customer_id=bank.own.pk,
            order=replace(ENTRY, **change),
        )
    assert set(refused.value.fields) == {field}
    assert ContactHold.objects.count() == 0


def test_the_list_holds_the_scope_and_its_states(bank):
    make_hold(bank.own, "BLACKLIST", ends_at=NOW + timedelta(days=10))
    make_hold(bank.own, "DO_NOT_DISTURB", ends_at=NOW - timedelta(days=1))
    make_hold(bank.foreign, "BLACKLIST")

    def kinds(actor, state="current"):
        rows = queries.hold_list(actor=act_as(actor), wanted=HoldWanted(state=state), now=NOW)
        return sorted((row.kind, row.customer_id) for row in rows)

    assert kinds(bank.head) == [("BLACKLIST", bank.own.pk)]
    assert len(kinds(bank.compliance)) == 2
    assert kinds(bank.head, "soon") == [("BLACKLIST", bank.own.pk)]
    assert kinds(bank.head, "over") == [("DO_NOT_DISTURB", bank.own.pk)]
    with pytest.raises(PermissionRefused):
        kinds(bank.rm)


def client_of(bank, who):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=getattr(bank, who).user_id))
    return client


def test_an_entry_is_made_and_lifted_on_the_page(bank):
    client = client_of(bank, "compliance")
    entry = {
        "customer_no": bank.own.customer_no,
        "kind": "BLACKLIST",
        "reason": "恶意投诉",
        "owner": "消费者权益保护部",
        "last_day": "2026-12-31",
    }
    new, url = reverse("compliance:hold-new"), reverse("compliance:holds")
    assert client.post(new, {**entry, "owner": ""}).status_code == 422
    assert client.post(new, {**entry, "customer_no": "NONE"}).status_code == 422
    assert ContactHold.objects.count() == 0
    assert client.post(new, entry)["Location"] == url
    hold = ContactHold.objects.get()
    assert (hold.owner, hold.ends_at) == (
        "消费者权益保护部",
        datetime(2026, 12, 31, 16, tzinfo=UTC),
    )
    assert "恶意投诉" in client.get(url).content.decode()
    lift = reverse("compliance:hold-lifts", args=[hold.pk])
    assert client.post(lift, {"reason": "核实有误"}).status_code == 303
    hold.refresh_from_db()
    assert hold.lift_reason == "核实有误"
    assert client_of(bank, "rm").get(url).status_code == 403
