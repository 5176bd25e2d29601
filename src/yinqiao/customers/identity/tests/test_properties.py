"""P51: any merge, any later edits, undone: every row as before but for what was edited since, and nothing of that is lost."""

import json
import os
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.customers import choices, services
from yinqiao.customers.identity import rules
from yinqiao.customers.identity.tests.people import agree
from yinqiao.customers.models import Address, ContactPoint, Customer, Employment, Merge, Relation
from yinqiao.customers.tests.factories import (
    NOW,
    Bank,
    make_address,
    make_assignment,
    make_contact,
    make_customer,
    make_employment,
    make_identification,
    make_relation,
    whole_bank,
)

TABLES = (
    "customers_customer",
    "customers_company",
    "customers_identification",
    "customers_contact_point",
    "customers_address",
    "customers_relation",
    "customers_employment",
    "customers_assignment",
    "customers_figures",
    "customers_overview",
    "customers_merged",
)
BOOKKEEPING = {"version", "known_from"}
EDITS = {
    "customers_contact_point": (ContactPoint, "usage"),
    "customers_address": (Address, "postcode"),
    "customers_employment": (Employment, "position"),
    "customers_relation": (Relation, "other_name"),
    "customers_customer": (Customer, "nationality"),
}
CHILDREN = st.lists(
    st.tuples(
        st.sampled_from(["contact", "address", "employment", "relation", "identification"]),
        st.booleans(),
        st.integers(0, 2),
    ),
    max_size=6,
)
SIDES = st.dictionaries(
    st.sampled_from(rules.PERSON_FIELDS), st.sampled_from(choices.Side.values), max_size=8
)


class Undone(Exception):
    """Rolls an example back."""


def snapshot():
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"select to_jsonb(t) from {table} t")
            for (text,) in cursor.fetchall():
                row = json.loads(text)
                key = row.get("id", row.get("customer_id", row.get("member_id")))
                found[table, key] = {
                    name: value for name, value in row.items() if name not in BOOKKEEPING
                }
    return found


def plant(bank, survivor, member, children):
    made = {
        "contact": lambda owner, n: make_contact(
            owner, f"1390000{n:04}", source="CRM", is_primary=n == 0
        ),
        "address": lambda owner, n: make_address(owner, city=f"城市{n}"),
        "employment": lambda owner, n: make_employment(owner, f"单位{n}"),
        "relation": lambda owner, n: make_relation(
            owner, bank.foreign if n else bank.own, kind=["SPOUSE", "PARENT", "OTHER"][n]
        ),
        "identification": lambda owner, n: make_identification(owner, f"E1234567{n}"),
    }
    for kind, is_survivors, number in children:
        made[kind](survivor if is_survivors else member, number)


def edit(rows):
    """Change one column of each of these rows, as somebody did after the merge; return what they hold now."""
    edited = {}
    for number, (table, key) in enumerate(rows):
        model, column = EDITS[table]
        value = f"改{number}"[:3] if column == "nationality" else f"改动{number}"
        model.objects.filter(pk=key).update(**{column: value})
        edited[table, key, column] = value
    return edited


@pytest.fixture
def people(db, nothing_kept):
    bank = Bank()
    return bank, bank.steward, bank.compliance


@settings(
    max_examples=200 if os.environ.get("YINQIAO_FULL") else 8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(children=CHILDREN, sides=SIDES, data=st.data())
def test_undone_after_any_edits_everything_stands_as_before(people, children, sides, data):
    with pytest.raises(Undone), transaction.atomic(), whole_bank():
        example(people, children, sides, data)


def example(people, children, sides, data):
    bank, steward, second = people
    survivor = make_customer("周正", org=bank.orgs["river"], rm=bank.rm.staff_id, aum="10.00")
    member = make_customer("周政", org=bank.orgs["hill"], mobile="13900000001", aum="5.00")
    make_assignment(member, bank.other_rm.staff_id)
    plant(bank, survivor, member, children)
    before = snapshot()
    merge_id = services.request_merge(
        actor=steward,
        now=NOW,
        survivor_id=survivor.pk,
        member_id=member.pk,
        sides=sides,
        reason="同一人",
    )
    later = NOW + timedelta(hours=1)
    agree(second, merge_id, now=later)
    editable = [key for key in snapshot() if key[0] in EDITS]
    chosen = data.draw(st.lists(st.sampled_from(editable), unique=True, max_size=4))
    edited = edit(chosen)
    services.undo_merge(
        actor=steward,
        now=later + timedelta(days=data.draw(st.integers(0, 179))),
        merge_id=merge_id,
        version=Merge.objects.get(pk=merge_id).version,
        reason="两人",
    )
    after = snapshot()
    for (table, key, column), value in edited.items():
        assert after[table, key][column] == value
        before[table, key][column] = value
    assert after.keys() == before.keys()
    assert {key for key in after if after[key] != before[key]} == set()
    raise Undone
