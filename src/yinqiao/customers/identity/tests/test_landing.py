"""What a batch brings under a merged number lands at the record that answers for it, and goes back with an undo (contract 10)."""

from datetime import date, timedelta

import pytest
from django.db import connection

from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers import overview, services
from yinqiao.customers.identity import settling
from yinqiao.customers.identity.tests.people import agree
from yinqiao.customers.models import Assignment, ContactPoint, Customer, Merge, Overview
from yinqiao.customers.tests.factories import NOW, act_as, make_contact, make_customer, whole_bank
from yinqiao.platform.imports.ports import Batch

BATCH = Batch(id=77, source="CORE", profile="core", on=date(2026, 11, 23), known_at=NOW)


@pytest.fixture
def second(bank):
    return actor_of(make_account("data_steward", org=bank.department, name="邓复核"))


def merge(bank, second, survivor, member, **sides):
    act_as(bank.steward)
    merge_id = services.request_merge(
        actor=bank.steward,
        now=NOW,
        survivor_id=survivor.pk,
        member_id=member.pk,
        sides=sides,
        reason="同一人",
    )
    agree(second, merge_id, now=NOW + timedelta(hours=1))
    return Merge.objects.get(pk=merge_id)


def settle():
    with whole_bank():
        return settling.settle_batch(BATCH, connection)


def undo(bank, row):
    act_as(bank.steward)
    services.undo_merge(
        actor=bank.steward,
        now=NOW + timedelta(days=3),
        merge_id=row.pk,
        version=Merge.objects.get(pk=row.pk).version,
        reason="两人",
    )


def owner(row):
    return type(row).objects.values_list("customer_id", flat=True).get(pk=row.pk)


def test_new_rows_and_rows_that_a_batch_took_back_land_at_the_record_that_is_kept(bank, second):
    member = make_customer("林婉青", org=bank.orgs["hill"])
    old = make_contact(member, "15900007730")
    row = merge(bank, second, bank.own, member)
    new = make_contact(member, "15900007731")
    with whole_bank():
        ContactPoint.objects.filter(pk=old.pk).update(customer_id=member.pk, usage="WORK_PHONE")
    assert settle() == 1
    assert (owner(old), owner(new)) == (bank.own.pk, bank.own.pk)
    assert settle() == 1
    undo(bank, row)
    assert (owner(old), owner(new)) == (member.pk, member.pk)
    assert ContactPoint.objects.get(pk=old.pk).usage == "WORK_PHONE"


def test_the_reviewers_choice_stands_over_the_batch_and_the_batch_stands_after_an_undo(
    bank, second
):
    member = make_customer("林婉青", org=bank.orgs["hill"])
    row = merge(bank, second, bank.own, member, name="MEMBER")
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(
            name="林婉晴", org=bank.orgs["east"], batch_id=BATCH.id
        )
    settle()
    kept = Customer.objects.get(pk=bank.own.pk)
    assert (kept.name, kept.org_id) == ("林婉青", bank.orgs["east"].pk)
    # Who sees the one sees the other.
    assert Customer.objects.get(pk=member.pk).org_id == bank.orgs["east"].pk
    undo(bank, row)
    assert Customer.objects.get(pk=bank.own.pk).name == "林婉晴"
    assert Customer.objects.get(pk=member.pk).org_id == bank.orgs["hill"].pk


def test_a_manager_that_the_batch_names_for_the_merged_number_does_not_come_beside(bank, second):
    member = make_customer("林婉青", org=bank.orgs["hill"])
    merge(bank, second, bank.own, member)
    with whole_bank():
        Assignment.objects.create(
            customer=member,
            staff_id=bank.other_rm.staff_id,
            role="MAIN",
            share=100,
            valid_from=date(2026, 11, 1),
            source="CORE",
            source_key="late",
            known_from=NOW,
        )
    settle()
    live = Assignment.objects.filter(valid_to=None, ended_on=None, role="MAIN")
    assert set(live.values_list("customer_id", flat=True)) == {bank.own.pk, bank.foreign.pk}


def test_the_overview_never_shows_a_merged_record(bank, second):
    member = make_customer("林婉青", org=bank.orgs["hill"])
    merge(bank, second, bank.own, member)
    with whole_bank():
        overview.refresh_customers(connection, [member.pk, bank.own.pk])
    assert not Overview.objects.filter(pk=member.pk).exists()
    assert Overview.objects.filter(pk=bank.own.pk).exists()
