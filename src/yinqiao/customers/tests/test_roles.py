"""Roles at the bank: set by compliance with period and grounds, on the head of the page, ended or struck out, in the past as it was (A13)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries, services
from yinqiao.customers.models import PartyRole
from yinqiao.customers.services import PartyRoleDetails
from yinqiao.customers.tests.factories import NOW, TODAY, act_as, make_role
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion

LATER = NOW + timedelta(days=3)
RELATED = PartyRoleDetails("RELATED", date(2026, 1, 1), "董事近亲属，电话13800001234")


def set_role(bank, details=RELATED, who="compliance", customer=None):
    pk = (customer or bank.own).pk
    return services.set_role(
        actor=act_as(getattr(bank, who)), now=NOW, customer_id=pk, details=details
    )


def known(bank, now=NOW, as_of=None):
    act_as(bank.rm)
    found = queries.party_roles(actor=bank.rm, customer_id=bank.own.pk, now=now, as_of=as_of)
    return [(row.kind, row.last_on, row.who, row.is_current) for row in found]


def marks(bank, **when):
    card = queries.customer_card(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW, **when)
    return card.marks


def test_compliance_sets_a_role_and_it_stands_beside_the_name(bank):
    row = set_role(bank)
    assert known(bank) == [("RELATED", None, "林合规", True)]
    assert marks(bank) == ("本行关联方",)
    assert row.grounds == "董事近亲属，电话138****1234"
    entry = AuditEntry.objects.get(verb="customers.party-role-set")
    assert (entry.customer_id, entry.object_id, entry.new["kind"]) == (bank.own.pk, row.pk, "RELATED")  # fmt: skip


def test_the_mark_of_the_source_and_the_role_are_told_once(bank):
    act_as(bank.compliance)
    type(bank.own).objects.filter(pk=bank.own.pk).update(is_staff=True, is_shareholder=True)
    make_role(bank.own, "STAFF")
    make_role(bank.own, "SHAREHOLDER", valid_to=TODAY)
    make_role(bank.own, "SUPPLIER", valid_from=TODAY)
    assert marks(bank) == ("本行员工", "本行关联方", "本行供应商")


def test_a_role_ends_today_and_the_past_keeps_it(bank):
    row = set_role(bank)
    end = {"customer_id": bank.own.pk, "role_id": row.pk, "reason": "已离任", "is_wrong": False}
    with pytest.raises(StaleVersion):
        services.end_role(actor=act_as(bank.compliance), now=LATER, version=2, **end)
    services.end_role(actor=act_as(bank.compliance), now=LATER, version=1, **end)
    last = LATER.date() - timedelta(days=1)
    assert known(bank, now=LATER) == [("RELATED", last, "林合规", False)]
    assert known(bank, as_of=LATER - timedelta(days=1)) == [("RELATED", None, "林合规", True)]
    with pytest.raises(InvalidInput):
        services.end_role(actor=act_as(bank.compliance), now=LATER, version=2, **end)
    told = queries.history(actor=act_as(bank.rm), customer_id=bank.own.pk)
    assert ("已离任", "林合规") in {(entry.new, entry.who) for entry in told}


def test_a_role_set_in_error_was_never_there(bank):
    row = set_role(bank)
    services.end_role(actor=act_as(bank.compliance), now=LATER, customer_id=bank.own.pk, role_id=row.pk, version=1, reason="同名", is_wrong=True)  # fmt: skip
    assert (known(bank, now=LATER), marks(bank)) == ([], ())


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("kind", {"kind": "FRIEND"}),
        ("last_on", {"last_on": date(2025, 12, 31)}),
        ("grounds", {"grounds": " "}),
        ("grounds", {"grounds": "x" * 201}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(bank, field, change):
    with pytest.raises(InvalidInput) as refused:
        set_role(bank, replace(RELATED, **change))
    assert set(refused.value.fields) == {field}
    assert PartyRole.objects.count() == 0


def test_the_same_role_twice_in_one_time_is_refused_and_later_again_is_not(bank):
    set_role(bank, replace(RELATED, last_on=date(2026, 6, 30)))
    with pytest.raises(InvalidInput) as refused:
        set_role(bank, replace(RELATED, valid_from=date(2026, 6, 30)))
    assert set(refused.value.fields) == {"kind"}
    set_role(bank, replace(RELATED, valid_from=date(2026, 7, 1)))
    set_role(bank, replace(RELATED, kind="SHAREHOLDER"))
    assert PartyRole.objects.count() == 3


def test_only_compliance_says_so(bank):
    for who in ("rm", "head"):
        with pytest.raises(PermissionRefused):
            set_role(bank, who=who)
    row = make_role(bank.foreign)
    with pytest.raises(NotFound):
        queries.party_roles(actor=act_as(bank.rm), customer_id=bank.foreign.pk, now=NOW)
    with pytest.raises(NotFound):
        services.end_role(actor=act_as(bank.compliance), now=NOW, customer_id=bank.own.pk, role_id=row.pk, version=1, reason="x", is_wrong=True)  # fmt: skip
    assert PartyRole.objects.count() == 1


def test_the_panel_sets_and_ends_in_dialogs_for_compliance_alone(bank):
    client = Client(headers={"HX-Request": "true"})
    sign_in(client, get_user_model().objects.get(pk=bank.compliance.user_id))
    new = reverse("customers:set-role", args=[bank.own.pk])
    data = {"kind": "STAFF", "valid_from": "2026-11-01", "last_on": "", "grounds": "人事名册"}
    assert client.post(new, {**data, "grounds": ""}).status_code == 422
    assert client.post(new, data)["HX-Redirect"].endswith("?tab=customers.profile")
    row = PartyRole.objects.get()
    panel = reverse("customers:roles", args=[bank.own.pk])
    assert "人事名册" in client.get(panel).text
    ends = reverse("customers:end-role", args=[bank.own.pk, row.pk])
    assert ends in client.get(panel).text
    manager = Client(headers={"HX-Request": "true"})
    sign_in(manager, get_user_model().objects.get(pk=bank.rm.user_id))
    page = manager.get(panel).text
    assert ("人事名册" in page, ends in page) == (True, False)
    assert client.post(ends, {"how": "over", "reason": "离职", "version": "1"}).status_code == 204
    row.refresh_from_db()
    assert row.end_reason == "离职"
