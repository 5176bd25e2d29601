"""Several numbers of several customers for some hours (P14): two persons, just these, an end, taken back at once, each look in the trail."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import queries, services
from yinqiao.customers.models import FieldGrant, Reveal
from yinqiao.customers.services import ApprovalNeeded, FieldsOrder
from yinqiao.customers.tests.factories import act_as, make_customer
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.workflow import services as workflow

NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
CERTIFICATES = "customers.identification"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def order_of(*customers, fields=(CERTIFICATES,), hours=8):
    return FieldsOrder(
        [row.customer_no for row in customers], list(fields), hours, "批量核对证件有效期"
    )


def ask(bank, order):
    return services.request_fields(actor=act_as(bank.rm), now=NOW, order=order)


@pytest.fixture
def granted(bank):
    approval_id = ask(bank, order_of(bank.own))
    workflow.approve(actor=act_as(bank.head), now=NOW, approval_id=approval_id, version=1)
    return approval_id


def certificate_of(actor, customer, now=NOW):
    act_as(actor)
    (row,) = queries.reach(actor=actor, customer_id=customer.pk, now=now).identifications
    return services.reveal_identification(
        actor=actor, now=now, customer_id=customer.pk, identification_id=row.id
    ).unwrap()


def test_it_opens_just_these_fields_of_these_customers_and_ends(bank, granted):
    other = make_customer(
        "郑一鸣", org=bank.orgs["river"], rm=bank.rm.staff_id, id_number="110105199001011237"
    )
    assert certificate_of(bank.rm, bank.own) == "11010519491231002X"
    assert certificate_of(bank.rm, bank.own, NOW + timedelta(hours=7)) == "11010519491231002X"
    look = Reveal.objects.order_by("pk").first()
    assert (look.approval_id, look.reason) == (granted, "批量核对证件有效期")
    for customer, actor, now in (
        (other, bank.rm, NOW),
        (bank.own, bank.head, NOW),
        (bank.own, bank.rm, NOW + timedelta(hours=8)),
    ):
        with pytest.raises(ApprovalNeeded):
            certificate_of(actor, customer, now)
    assert Reveal.objects.count() == 2


def test_phones_under_a_leave_do_not_use_up_the_day(bank):
    approval_id = ask(bank, order_of(bank.own, fields=("customers.contact",)))
    workflow.approve(actor=act_as(bank.head), now=NOW, approval_id=approval_id, version=1)
    act_as(bank.rm)
    left = queries.reveals_left(actor=bank.rm, now=NOW)
    (row,) = queries.reach(actor=bank.rm, customer_id=bank.own.pk, now=NOW).contacts
    services.reveal_contact(
        actor=bank.rm, now=NOW, customer_id=bank.own.pk, contact_id=row.id, reason="批量回访"
    )
    assert queries.reveals_left(actor=bank.rm, now=NOW) == left


def test_nobody_agrees_to_her_own(bank):
    approval_id = services.request_fields(
        actor=act_as(bank.head), now=NOW, order=order_of(bank.own)
    )
    with pytest.raises(workflow.Refused):
        workflow.approve(actor=act_as(bank.head), now=NOW, approval_id=approval_id, version=1)
    assert FieldGrant.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"customer_nos": ["", " "]}, "customer_nos"),
        ({"customer_nos": [f"61{n:08}" for n in range(21)]}, "customer_nos"),
        ({"customer_nos": ["6199999999"]}, "customer_nos"),
        ({"fields": []}, "fields"),
        ({"fields": ["customers.customer"]}, "fields"),
        ({"hours": 0}, "hours"),
        ({"hours": 25}, "hours"),
        ({"reason": "核"}, "reason"),
    ],
)
def test_what_cannot_be_asked_for(bank, change, field):
    with pytest.raises(InvalidInput) as refused:
        ask(bank, replace(order_of(bank.own), **change))
    assert set(refused.value.fields) == {field}


def test_a_foreign_customer_reads_like_none(bank):
    said = []
    for numbers in ([bank.foreign.customer_no], ["6199999999"]):
        with pytest.raises(InvalidInput) as refused:
            ask(bank, replace(order_of(bank.own), customer_nos=numbers))
        said.append(refused.value.fields["customer_nos"].replace(numbers[0], "…"))
    assert said[0] == said[1]


def test_it_is_taken_back_at_once(bank, granted):
    with pytest.raises(PermissionRefused):
        services.revoke_fields(actor=act_as(bank.rm), now=NOW, approval_id=granted, reason="")
    services.revoke_fields(
        actor=act_as(bank.compliance), now=NOW, approval_id=granted, reason="岗位调整"
    )
    with pytest.raises(ApprovalNeeded):
        certificate_of(bank.rm, bank.own)
    with pytest.raises(NotFound):
        services.revoke_fields(actor=act_as(bank.head), now=NOW, approval_id=granted, reason="")
    verbs = AuditEntry.objects.filter(customer_id=bank.own.pk, verb__startswith="customers.fields")
    assert sorted(verbs.values_list("verb", flat=True)) == [
        "customers.fields-granted",
        "customers.fields-revoked",
    ]


def test_on_the_pages(bank, granted):
    client = Client()
    sign_in(client, get_user_model().objects.get(pk=bank.rm.user_id))
    page = client.get(reverse("customers:viewing-budget")).content.decode()
    assert "批量核对证件有效期" in page
    form = {
        "customer_nos": bank.own.customer_no,
        "fields_wanted": [CERTIFICATES],
        "hours": 2,
        "reason": "核对证件",
    }
    url = reverse("customers:fields")
    assert client.post(url, {**form, "hours": 25}).status_code == 422
    assert client.post(url, form).headers["Location"] == reverse("workflow:mine")
    (row,) = queries.reach(actor=act_as(bank.rm), customer_id=bank.own.pk, now=NOW).identifications
    dialog = reverse("customers:reveal-identification", args=[bank.own.pk, row.id])
    assert "11010519491231002X" in client.post(dialog).content.decode()
