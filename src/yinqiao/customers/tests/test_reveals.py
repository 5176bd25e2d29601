"""Numbers in clear: a phone with reason and quota, a certificate after approval, a mobile to an adapter."""

from datetime import timedelta

import pytest
from django.db import transaction

from yinqiao.customers import queries, services
from yinqiao.customers.models import ContactPoint, Identification, Reveal
from yinqiao.customers.tests.factories import NOW, act_as, make_contact
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.workflow import services as workflow
from yinqiao.workflow.tests.factories import approval as approval_row


@pytest.fixture
def phone(bank):
    act_as(bank.rm)
    return ContactPoint.objects.get(customer=bank.own)


@pytest.fixture
def certificate(bank):
    act_as(bank.rm)
    return Identification.objects.get(customer=bank.own)


def quota(number):
    ParameterValue.objects.create(
        key="customers.reveal_daily_quota",
        value=number,
        effective_from="2026-01-01",
        reason="test",
        set_by_name="test",
        set_at=NOW,
    )
    parameters.forget()


def show(bank, phone, actor=None, reason="客户来电核对", now=NOW):
    return services.reveal_contact(
        actor=actor or bank.rm,
        now=now,
        customer_id=bank.own.pk,
        contact_id=phone.pk,
        reason=reason,
        linked_item="T-20481",
    )


def test_a_number_is_shown_with_a_reason_and_each_look_is_kept(bank, phone):
    secret = show(bank, phone)
    assert (secret.unwrap(), str(secret)) == ("13800001234", "Secret(***)")
    row = Reveal.objects.get()
    assert (row.staff_id, row.customer_id, row.reason, row.linked_item) == (
        bank.rm.staff_id,
        bank.own.pk,
        "客户来电核对",
        "T-20481",
    )
    entry = AuditEntry.objects.get(verb="customers.contact-revealed")
    assert (entry.customer_id, entry.reason) == (bank.own.pk, "客户来电核对")
    assert "13800001234" not in str(entry.__dict__)


@pytest.mark.parametrize("reason", ["", " ", "x"])
def test_without_a_reason_nothing_is_shown(bank, phone, reason):
    with pytest.raises(InvalidInput):
        show(bank, phone, reason=reason)
    assert Reveal.objects.count() == 0


def test_the_days_quota_ends_and_comes_back_the_next_day(bank, phone):
    quota(2)
    show(bank, phone)
    show(bank, phone)
    assert queries.reveals_left(actor=bank.rm, now=NOW) == 0
    with pytest.raises(services.QuotaSpent), transaction.atomic():
        show(bank, phone)
    assert Reveal.objects.count() == 2
    assert show(bank, phone, now=NOW + timedelta(days=1)).unwrap() == "13800001234"


def test_one_persons_quota_is_nobody_elses(bank, phone):
    quota(1)
    show(bank, phone)
    act_as(bank.head)
    assert queries.reveals_left(actor=bank.head, now=NOW) == 1


def test_a_foreign_number_is_not_there(bank, phone):
    act_as(bank.other_rm)
    with pytest.raises(NotFound):
        show(bank, phone, actor=bank.other_rm)


def test_without_the_permission_no_number(bank, phone):
    act_as(bank.compliance)
    with pytest.raises(PermissionRefused), transaction.atomic():
        show(bank, phone, actor=bank.compliance)


def see(bank, certificate, actor=None, now=NOW):
    return services.reveal_identification(
        actor=actor or bank.rm, now=now, customer_id=bank.own.pk, identification_id=certificate.pk
    )


def ask(bank, certificate, actor=None):
    ref = ObjectRef("customers.identification", certificate.pk)
    return services.request_reveal(
        actor=actor or bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        ref=ref,
        label="身份证",
        reason="客户要求核对证件",
    )


def test_a_certificate_number_needs_the_consent_of_another_person(bank, certificate):
    with pytest.raises(services.ApprovalNeeded), transaction.atomic():
        see(bank, certificate)
    approval = ask(bank, certificate)
    assert ask(bank, certificate) == approval
    with pytest.raises(services.ApprovalNeeded), transaction.atomic():
        see(bank, certificate)
    workflow.approve(actor=bank.head, now=NOW, approval_id=approval, version=1)
    assert see(bank, certificate).unwrap() == "11010519491231002X"
    row = Reveal.objects.get()
    assert row.approval_id == approval
    assert queries.reveals_left(actor=bank.rm, now=NOW) == 20


def test_the_request_names_nobody_in_clear(bank, certificate):
    row = approval_row(ask(bank, certificate))
    assert "林婉清" not in row.summary
    assert "林**" in row.summary
    assert row.payload == {
        "customer_id": bank.own.pk,
        "number": "customers.identification",
        "row_id": certificate.pk,
    }


def test_a_grant_is_over_after_its_hours_and_holds_for_nobody_else(bank, certificate):
    workflow.approve(actor=bank.head, now=NOW, approval_id=ask(bank, certificate), version=1)
    assert see(bank, certificate, now=NOW + timedelta(hours=23)).unwrap()
    with pytest.raises(services.ApprovalNeeded), transaction.atomic():
        see(bank, certificate, now=NOW + timedelta(hours=24))
    act_as(bank.head)
    with pytest.raises(services.ApprovalNeeded), transaction.atomic():
        see(bank, certificate, actor=bank.head)


def test_a_grant_for_one_certificate_opens_no_other(bank, certificate):
    workflow.approve(actor=bank.head, now=NOW, approval_id=ask(bank, certificate), version=1)
    act_as(bank.president)
    other = Identification.objects.get(customer=bank.foreign)
    act_as(bank.rm)
    with pytest.raises(NotFound):
        services.reveal_identification(
            actor=bank.rm, now=NOW, customer_id=bank.foreign.pk, identification_id=other.pk
        )


def test_a_mobile_is_released_to_an_adapter_without_being_shown(bank):
    act_as(bank.rm)
    secret = services.release_contact_point(
        actor=bank.rm, now=NOW, customer_id=bank.own.pk, purpose="dial", reservation="slot-7"
    )
    assert secret.unwrap() == "13800001234"
    entry = AuditEntry.objects.get(verb="customers.contact-released")
    assert entry.detail == {"purpose": "dial", "reservation": "slot-7"}
    assert "13800001234" not in str(entry.__dict__)


def test_a_person_releases_numbers_of_her_own_book_only(bank):
    act_as(bank.head)
    with pytest.raises(NotFound):
        services.release_contact_point(
            actor=bank.head, now=NOW, customer_id=bank.own.pk, purpose="dial", reservation="slot-7"
        )
    job = system_actor(name="sender", permissions=frozenset({"customers.view_customer"}))
    act_as(job)
    assert services.release_contact_point(
        actor=job, now=NOW, customer_id=bank.own.pk, purpose="sms", reservation="slot-8"
    ).unwrap()


def test_a_number_that_must_not_be_disturbed_is_not_released(bank, phone):
    make_contact(bank.own, "13911112222", is_primary=False)
    act_as(bank.rm)
    ContactPoint.objects.filter(pk=phone.pk).update(is_do_not_disturb=True)
    with pytest.raises(InvalidInput):
        services.release_contact_point(
            actor=bank.rm,
            now=NOW,
            customer_id=bank.own.pk,
            purpose="dial",
            reservation="slot-7",
            contact_id=phone.pk,
        )
