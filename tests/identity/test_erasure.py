"""Every table about a customer is erased at the end of its time, or stays for a reason; nothing that hangs on it is left behind (DOMAIN §13)."""

from datetime import date

import pytest
from django.db import connection, connections, transaction

from tests.identity.rows import make_row, model_of
from tests.identity.test_participants import ABOUT, NO_CUSTOMER
from yinqiao.access.tests.factories import forget
from yinqiao.compliance.privacy.queries import terms as terms_of
from yinqiao.compliance.privacy.rules import Ended
from yinqiao.compliance.privacy.services import rows
from yinqiao.compliance.privacy.services.rows import LOADER, ROOT, Tally, Terms
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import make_customer
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform.actor import system_actor
from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.db.partitions import ensure_months
from yinqiao.platform.db.scope import scope_session

TODAY = date(2026, 11, 22)
REFERENCES = "select k.conrelid::regclass::text, k.confrelid::regclass::text from pg_constraint k where k.contype = 'f' and k.conparentid = 0"
# Only companies have the first, only merged records the second; the third takes two people, the fourth a slot of the same key.
LEFT_OUT = {"customers_company", "customers_merged", "access_accessgrant", "interactions_sent_out"}
# They end with what they hang on, or lie in the way of the record alone.
PROOF = {DataClass.SENT, DataClass.LOG}


def test_every_table_about_a_customer_is_erased_or_says_why_not(db):
    with connection.cursor() as cursor:
        cursor.execute(ABOUT)
        found = {name for (name,) in cursor.fetchall()} - NO_CUSTOMER
    erased = {item.table for item in erasure.participants.values()}
    kept = {table for table, _why in erasure.kept.items()}
    assert sorted(found - erased - kept) == [], (
        "offer these tables with platform.db.erasure.offer, or name them with erasure.keep"
    )
    assert sorted((erased | kept) - found) == []
    assert erased & kept == set()


def test_what_hangs_on_an_erased_row_is_erased_too(db):
    with connection.cursor() as cursor:
        cursor.execute(REFERENCES)
        edges = cursor.fetchall()
    erased = {item.table for item in erasure.participants.values()}
    kept = {table for table, _why in erasure.kept.items()}
    assert [edge for edge in edges if edge[1] in erased and edge[0] not in erased | kept] == []


@pytest.fixture
def whole(committed_db):
    """A customer with a row in every table, and a neighbour with one in every table of hers."""
    forget()
    with scope_session(system_actor(name="erasure test")):
        org = make_bank()["river"]
        make_staff("陈思远", org=org)
        people = [make_customer(name, org=org) for name in ("林婉清", "顾长风")]
    for table in ("holdings_balance", "holdings_transaction"):
        ensure_months(table, TODAY, TODAY, using=LOADER)
    for item in erasure.participants.values():
        for person in people:
            if item.table not in LEFT_OUT and not count_of(item.table, item.owner, person):
                make_row(model_of(item.table), person, column=item.owner, using=LOADER)
    with connections[LOADER].cursor() as cursor:
        cursor.execute(
            "update holdings_balance b set account_id = a.id from holdings_account a where a.customer_id = b.customer_id"
        )
    return people


def count_of(table, owner, customer):
    with connections[LOADER].cursor() as cursor:
        cursor.execute(f"select count(*) from {table} where {owner} = %s", (customer.pk,))
        return cursor.fetchone()[0]


def test_everything_of_a_customer_goes_and_nothing_of_her_neighbour(whole):
    gone, stays = whole
    terms = Terms(terms_of.terms_on(TODAY), 12, TODAY)
    people = [Ended(gone.pk, date(2020, 1, 1), is_prospect=True)]
    tally = Tally()
    with transaction.atomic(using=LOADER):
        rows.erase_people(connections[LOADER], people, terms=terms, tally=tally)
    left = {
        item.table: count_of(item.table, item.owner, gone)
        for item in erasure.participants.values()
        if item.data_class not in PROOF
    }
    assert {table: number for table, number in left.items() if number} == {}
    lacking = [
        item.table
        for item in erasure.participants.values()
        if item.table not in LEFT_OUT and count_of(item.table, item.owner, stays) == 0
    ]
    assert lacking == []
    # What the bank did for her is proved by rows of their own time: until they are over the record stays.
    assert tally.rows[ROOT] == 0
    for item in erasure.participants.values():
        if item.data_class in PROOF:
            with connections[LOADER].cursor() as cursor:
                cursor.execute(f"delete from {item.table} where {item.owner} = %s", (gone.pk,))
    with transaction.atomic(using=LOADER):
        rows.erase_people(connections[LOADER], people, terms=terms, tally=tally)
    assert tally.rows[ROOT] == 1
    assert len(tally.digest) == 64
    assert list(Customer.objects.using(LOADER).values_list("pk", flat=True)) == [stays.pk]


def test_an_outsider_on_a_register_that_is_kept_stays_and_holds_nothing_else_back(whole):
    """A company with an owner who is no customer, and the company that told of her."""
    firm, holder = whole
    outsiders = model_of("customers_outsider").objects.using(LOADER)
    other, owner = (outsiders.get(customer_id=one.pk) for one in whole)
    named = {"owner_id": None, "outsider_id": owner.pk}
    for table in ("diligence_registered_owner", "diligence_owner_difference"):
        row = make_row(model_of(table), firm, using=LOADER)
        model_of(table).objects.using(LOADER).filter(pk=row.pk).update(**named)
    terms = Terms(terms_of.terms_on(TODAY), 12, TODAY)
    people = [Ended(one.pk, date(2020, 1, 1), is_prospect=True) for one in whole]
    with transaction.atomic(using=LOADER):
        rows.erase_people(connections[LOADER], people, terms=terms, tally=Tally())
    left = {
        (item.table, one.pk): count_of(item.table, item.owner, one)
        for item in erasure.participants.values()
        for one in (firm, holder)
        if item.data_class not in PROOF
    }
    assert {key: number for key, number in left.items() if number} == {
        ("customers_outsider", holder.pk): 1
    }
    assert list(outsiders.values_list("pk", flat=True)) == [owner.pk]
    assert other.pk != owner.pk
