"""Every table about a customer follows it into another record and comes back to the row, or keeps its customer for a reason (contract 10)."""

import json
from datetime import timedelta

import pytest
from django.db import connection

from tests.identity.rows import NOW, TODAY, make_row, model_of
from yinqiao.customers import choices
from yinqiao.customers.models import Merge, Merged
from yinqiao.customers.tests.factories import make_customer, whole_bank
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Moving, Pair

# What only counts how often a row was written, not what it says.
BOOKKEEPING = {"version", "known_from"}
ABOUT = (
    "select distinct c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid where a.attname in"
    " ('customer_id', 'other_id', 'member_id', 'survivor_id', 'first_id') and c.relkind in ('r', 'p') and not c.relispartition"
    " and c.relnamespace = 'public'::regnamespace"
)
# The organization's history has the column from the common base and never fills it.
NO_CUSTOMER = {"organization_organizationhistory"}
# Rows of more than one table that hang on each other are made by their own tests.
ONE_OF_A_KIND = {"compliance.due_diligence", "customers.party_role", "diligence.file"}
KEYED = [
    (participant.key, table)
    for participant in moves.in_order()
    for table in participant.tables
    if table
    not in {"customers_customer", "customers_company", "customers_figures", "customers_merged"}
]


def test_every_table_about_a_customer_follows_it_or_says_why_not(db):
    with connection.cursor() as cursor:
        cursor.execute(ABOUT)
        found = {name for (name,) in cursor.fetchall()} - NO_CUSTOMER
    known = {table for part in moves.participants.values() for table in part.tables}
    known |= {table for table, _why in moves.kept.items()}
    assert sorted(found - known) == [], (
        "offer these tables with platform.db.moves.offer, or name them with moves.keep"
    )
    assert sorted(known - found - {"customers_customer"}) == []


def test_no_table_both_follows_and_stays():
    moving = {table for part in moves.participants.values() for table in part.tables}
    assert moving & {table for table, _why in moves.kept.items()} == set()


def snapshot(table):
    with connection.cursor() as cursor:
        cursor.execute(f"select to_jsonb(t) from {table} t")
        rows = [json.loads(row) for (row,) in cursor.fetchall()]
    key = "id" if rows and "id" in rows[0] else "customer_id"
    return {
        row[key]: {name: value for name, value in row.items() if name not in BOOKKEEPING}
        for row in rows
    }


def begin(survivor, member):
    """Write the merge and the map as the service does."""
    merge = Merge.objects.create(
        survivor_id=survivor.pk,
        member_id=member.pk,
        survivor_no=survivor.customer_no,
        member_no=member.customer_no,
        state=choices.MergeState.DONE,
        reason="同一人",
        maker_id=1,
        maker_name="甲",
        asked_at=NOW,
        checker_id=2,
        checker_name="乙",
        done_at=NOW,
    )
    Merged.objects.create(
        member_id=member.pk, survivor_id=survivor.pk, merge=merge, member_no=member.customer_no
    )
    later = NOW + timedelta(hours=1)
    return Moving(connection, [Pair(merge.pk, member.pk, survivor.pk)], later, TODAY, changed_by=2)


@pytest.mark.parametrize(("key", "table"), KEYED)
def test_rows_follow_and_come_back(db, key, table):
    org = make_bank()["river"]
    make_staff("陈思远", org=org)
    survivor, member = (make_customer(name, org=org) for name in ("林婉清", "林婉青"))
    part, model = moves.participants.get(key), model_of(table)
    with whole_bank():
        own, row = make_row(model, survivor), make_row(model, member)
        before = snapshot(table)
        moving = begin(survivor, member)
        part.move(moving)
        moved = snapshot(table)
        part.move(moving)
        again = snapshot(table)
        gone = part.restore(moving)
        after = snapshot(table)
    assert moved[own.pk] == before[own.pk]
    # One state of due diligence stands for a customer: the stricter, here both are alike; one file, the survivor's; and one role of a kind at a time.
    assert (moved[row.pk] == before[row.pk]) == (key in ONE_OF_A_KIND)
    assert again == moved
    assert gone == 0
    assert after == before


def test_a_file_follows_to_a_record_that_has_none(db):
    org = make_bank()["river"]
    survivor, member = (make_customer(name, org=org) for name in ("林婉清", "林婉青"))
    part, model = moves.participants.get("diligence.file"), model_of("diligence_file")
    with whole_bank():
        row = make_row(model, member)
        moving = begin(survivor, member)
        part.move(moving)
        assert model.objects.get(pk=row.pk).customer_id == survivor.pk
        assert part.restore(moving) == 0
        assert model.objects.get(pk=row.pk).customer_id == member.pk


@pytest.mark.parametrize(
    ("key", "table"),
    [
        ("diligence.owner", "diligence_registered_owner"),
        ("diligence.owner_difference", "diligence_owner_difference"),
    ],
)
def test_one_owner_who_is_no_customer_stands_once_and_another_follows(db, key, table):
    org = make_bank()["river"]
    survivor, member = (make_customer(name, org=org) for name in ("恒瑞新材料", "恒瑞材料"))
    part, model = moves.participants.get(key), model_of(table)
    with whole_bank():
        one, other = (make_row(model_of("customers_outsider"), member) for _number in range(2))
        for company, outsider in ((survivor, one), (member, one), (member, other)):
            row = make_row(model, company)
            model.objects.filter(pk=row.pk).update(owner_id=None, outsider_id=outsider.pk)
        moving = begin(survivor, member)
        part.move(moving)
        assert list(model.objects.order_by("pk").values_list("customer_id", "outsider_id")) == [
            (survivor.pk, one.pk),
            (member.pk, one.pk),
            (survivor.pk, other.pk),
        ]
        assert part.restore(moving) == 0
        assert model.objects.filter(customer_id=member.pk).count() == 2
