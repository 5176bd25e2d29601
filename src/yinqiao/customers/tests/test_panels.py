"""Relations and history: what a reader learns of others, what changes are told, and that nothing leaves unmasked."""

from datetime import timedelta

import pytest
from django.db import connections

from yinqiao.customers import queries, services
from yinqiao.customers.models import Customer, History
from yinqiao.customers.tests.factories import NOW, act_as, make_customer, make_relation, whole_bank
from yinqiao.platform.db.versions import keep_version


def told(bank, actor=None, customer=None, as_of=None):
    actor = act_as(actor or bank.rm)
    found = queries.ties(actor=actor, customer_id=(customer or bank.own).pk, now=NOW, as_of=as_of)
    return [(row.kind_label, row.name, row.is_in_scope, row.other_id) for row in found.relations]


def label(kind, *, is_reverse=False):
    return queries.ties.__globals__["relation_label"](kind, is_reverse=is_reverse)


def test_a_relative_outside_the_scope_is_a_relation_and_a_masked_name(bank):
    make_relation(bank.own, bank.foreign)
    actor = act_as(bank.rm)
    row = queries.ties(actor=actor, customer_id=bank.own.pk, now=NOW).relations[0]
    assert (row.name, row.is_in_scope, row.other_id, row.other) == ("顾**", False, None, None)


def test_a_clearance_for_names_in_scope_opens_no_name_outside_it(bank):
    make_relation(bank.own, bank.foreign)
    assert told(bank, bank.head) == [(label("SPOUSE"), "顾**", False, None)]


def test_a_relative_in_scope_opens(bank):
    mother = make_customer("宋雅琴", org=bank.orgs["river"], rm=bank.rm.staff_id)
    make_relation(bank.own, mother, kind="CHILD")
    assert told(bank) == [(label("CHILD"), "宋雅琴", True, mother.pk)]
    assert told(bank, customer=mother) == [
        (label("CHILD", is_reverse=True), "林婉清", True, bank.own.pk)
    ]


def test_a_tie_recorded_from_both_sides_is_shown_once(bank):
    spouse = make_customer("顾远", org=bank.orgs["river"], rm=bank.rm.staff_id)
    make_relation(bank.own, spouse)
    make_relation(spouse, bank.own)
    assert told(bank) == [(label("SPOUSE"), "顾远", True, spouse.pk)]


def test_the_scope_is_the_actors_own_after_the_panel(bank):
    make_relation(bank.own, bank.foreign)
    told(bank)
    assert list(Customer.objects.values_list("name", flat=True)) == ["林婉清"]


def test_who_managed_when_is_told_with_shares(bank):
    actor = act_as(bank.rm)
    rows = queries.ties(actor=actor, customer_id=bank.own.pk, now=NOW).assignments
    assert [(row.staff_name, row.role, str(row.share), row.is_current) for row in rows] == [
        ("陈思远", "MAIN", "100.00", True)
    ]


def test_the_history_tells_field_before_after_when_and_who(bank):
    act_as(bank.rm)
    services.update_profile(
        actor=bank.rm, now=NOW, customer_id=bank.own.pk, version=1, changes={"nickname": "林老师"}
    )
    services.update_profile(
        actor=bank.rm,
        now=NOW + timedelta(hours=1),
        customer_id=bank.own.pk,
        version=2,
        changes={"nickname": "林总"},
    )
    entries = queries.history(actor=bank.rm, customer_id=bank.own.pk)
    assert [(entry.field, entry.at, entry.who, entry.is_batch) for entry in entries] == [
        ("nickname", NOW + timedelta(hours=1), "陈思远", False),
        ("nickname", NOW, "陈思远", False),
    ]
    assert ("林老师" in entries[0].old, "林总" in entries[0].new, "林老师" in entries[1].new) == (
        True,
        True,
        True,
    )


def batch_changes_name(customer, name):
    """What a load does: keep the state, change the row."""
    with whole_bank():
        keep_version(Customer, History, customer.pk, now=NOW, changed_by=None, customer_column="id")
        Customer.objects.filter(pk=customer.pk).update(name=name, known_from=NOW, version=2)


@pytest.mark.parametrize(
    ("who", "old", "new"), [("rm", "林婉清", "林婉卿"), ("compliance", "林**", "林**")]
)
def test_names_in_the_history_are_masked_for_their_reader(bank, who, old, new):
    batch_changes_name(bank.own, "林婉卿")
    actor = act_as(getattr(bank, who))
    entries = queries.history(actor=actor, customer_id=bank.own.pk)
    assert [
        (entry.field, entry.old, entry.new, entry.who, entry.is_batch) for entry in entries
    ] == [("name", old, new, "CORE", True)]


def test_a_changed_number_is_told_by_masks_even_when_they_look_the_same(bank):
    act_as(bank.rm)
    row = services.add_contact(
        actor=bank.rm,
        now=NOW,
        customer_id=bank.own.pk,
        details=services.ContactDetails("MOBILE", "13911112222"),
    )
    later = NOW + timedelta(hours=1)
    services.edit_contact(
        actor=bank.rm,
        now=later,
        customer_id=bank.own.pk,
        contact_id=row.pk,
        version=1,
        details=services.ContactDetails("MOBILE", "13955552222"),
    )
    entries = queries.history(actor=bank.rm, customer_id=bank.own.pk)
    assert [(entry.field, entry.old, entry.new) for entry in entries] == [
        ("value", "139****2222", "139****2222")
    ]


def test_the_history_cannot_be_rewritten_by_the_application(bank):
    act_as(bank.rm)
    services.update_profile(
        actor=bank.rm, now=NOW, customer_id=bank.own.pk, version=1, changes={"nickname": "林老师"}
    )
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "select has_table_privilege('customers_history', 'update'), has_table_privilege('customers_history', 'delete')"
        )
        assert cursor.fetchone() == (False, False)
