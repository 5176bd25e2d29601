"""External information: attached with source, day and relevance, on the timeline, withdrawn with a reason (A16)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries, services
from yinqiao.customers.models import ExternalItem
from yinqiao.customers.services import ExternalDetails
from yinqiao.customers.tests.factories import NOW, act_as
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.ui.story import StoryPart

LATER = NOW + timedelta(days=3)
NEWS = ExternalDetails(
    "SENTIMENT",
    "实控人接受采访，电话13800001234",
    "财经日报",
    date(2026, 11, 20),
    "HIGH",
    link="https://news.example/1",
)


def attach(bank, details=NEWS, who="rm", customer=None):
    pk = (customer or bank.own).pk
    return services.attach_item(
        actor=act_as(getattr(bank, who)), now=NOW, customer_id=pk, details=details
    )


def known(bank, as_of=None):
    found = queries.external_items(actor=act_as(bank.rm), customer_id=bank.own.pk, as_of=as_of)
    return [(row.title, row.origin, row.relevance, row.who) for row in found]


def test_an_item_is_attached_with_source_day_and_relevance(bank):
    row = attach(bank)
    assert known(bank) == [("实控人接受采访，电话138****1234", "财经日报", "HIGH", "陈思远")]
    entry = AuditEntry.objects.get(verb="customers.external-item-attached")
    assert (entry.customer_id, entry.object_id, entry.new["origin"]) == (
        bank.own.pk,
        row.pk,
        "财经日报",
    )
    part = StoryPart(bank.own.pk, (bank.own.pk,), in_team=True, limit=5, now=NOW)
    (told,) = queries.external_told(act_as(bank.rm), part)
    assert (told.facts, told.staff_id) == (("舆情", "财经日报"), bank.rm.staff_id)


def test_it_is_withdrawn_with_a_reason_and_the_past_keeps_it(bank):
    row = attach(bank)
    withdraw = {"customer_id": bank.own.pk, "item_id": row.pk, "reason": "同名企业"}
    with pytest.raises(StaleVersion):
        services.withdraw_item(actor=act_as(bank.rm), now=LATER, version=2, **withdraw)
    services.withdraw_item(actor=act_as(bank.rm), now=LATER, version=1, **withdraw)
    assert known(bank) == []
    assert len(known(bank, as_of=LATER - timedelta(days=1))) == 1
    told = queries.history(actor=bank.rm, customer_id=bank.own.pk)
    assert ("同名企业", "陈思远") in {(entry.new, entry.who) for entry in told}
    with pytest.raises(NotFound):
        services.withdraw_item(actor=act_as(bank.rm), now=LATER, version=2, **withdraw)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("kind", {"kind": "GOSSIP"}),
        ("title", {"title": " "}),
        ("origin", {"origin": ""}),
        ("published_on", {"published_on": date(2026, 12, 1)}),
        ("relevance", {"relevance": "?"}),
        ("link", {"link": "x" * 301}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(bank, field, change):
    given = {"kind": "NEWS", "title": "t", "origin": "o", "published_on": date(2026, 1, 1), "relevance": "LOW"}  # fmt: skip
    with pytest.raises(InvalidInput) as refused:
        attach(bank, ExternalDetails(**{**given, **change}))
    assert set(refused.value.fields) == {field}
    assert ExternalItem.objects.count() == 0


def test_only_who_may_edit_this_customer_attaches(bank):
    with pytest.raises(NotFound):
        attach(bank, customer=bank.foreign)
    with pytest.raises(PermissionRefused):
        attach(bank, who="compliance")
    assert ExternalItem.objects.count() == 0


def test_the_panel_shows_the_link_as_text_and_its_dialogs_attach_and_withdraw(bank):
    client = Client(headers={"HX-Request": "true"})
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    new = reverse("customers:attach-item", args=[bank.own.pk])
    data = {"kind": "INDUSTRY", "title": "行业月报", "origin": "某研究所", "published_on": "2026-11-01", "relevance": "LOW", "link": "https://r.example/a"}  # fmt: skip
    assert client.post(new, {**data, "title": ""}).status_code == 422
    assert client.post(new, data)["HX-Redirect"].endswith("?tab=customers.external")
    row = ExternalItem.objects.get()
    panel = client.get(reverse("customers:external", args=[bank.own.pk])).content.decode()
    assert ("行业月报" in panel, "https://r.example/a" in panel) == (True, True)
    assert 'href="https://r.example' not in panel
    gone = reverse("customers:withdraw-item", args=[bank.own.pk, row.pk])
    assert client.post(gone, {"reason": "过期", "version": "1"}).status_code == 204
    row.refresh_from_db()
    assert (row.withdraw_reason, row.withdrawn_by_name) == ("过期", "陈思远")
