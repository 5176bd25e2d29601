"""Every table about a customer is erased at the end of its time, or stays for a reason; nothing that hangs on it is left behind (DOMAIN §13)."""

from datetime import UTC, date, datetime

import polars as pl
import pytest
from django.db import connection, connections, transaction

from tests.identity.rows import NOW, make_row, model_of
from tests.identity.test_participants import ABOUT, NO_CUSTOMER
from yinqiao.access.tests.factories import forget
from yinqiao.analytics.batch import CORE
from yinqiao.compliance.privacy import services
from yinqiao.compliance.privacy.queries import terms as terms_of
from yinqiao.compliance.privacy.rules import Ended
from yinqiao.compliance.privacy.services import rows
from yinqiao.compliance.privacy.services.rows import LOADER, ROOT, Tally, Terms
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import make_customer
from yinqiao.organization.tests.factories import make_bank, make_staff
from yinqiao.platform import registry
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.db.partitions import ensure_months
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.files import lake

TODAY = date(2026, 11, 22)
REFERENCES = "select k.conrelid::regclass::text, k.confrelid::regclass::text from pg_constraint k where k.contype = 'f' and k.conparentid = 0"
# Only companies have the first, only merged records the second; the third takes two people, the fourth a slot of the same key.
LEFT_OUT = {"customers_company", "customers_merged", "access_accessgrant", "interactions_sent_out"}
# What has no customer of its own hangs on what has; walled tables are not written by the loader.
HANGING = {
    "diligence_reminder",
    "diligence_grading",
    "diligence_file_item",
    "screening_case_file",
    "screening_case_step",
    "leads_step",
    "leads_pool_view",
}
WALLED = {"diligence_grading_call", "screening_case", "screening_screened"}
# They end with what they hang on, or lie in the way of the record alone.
PROOF = {DataClass.SENT, DataClass.LOG}
OPEN_WALLS = (
    "select set_config('app.diligence', 'on', true), set_config('app.screening', 'on', true)"
)


def test_every_table_about_a_customer_is_erased_or_says_why_not(db):
    with connection.cursor() as cursor:
        cursor.execute(ABOUT)
        found = {name for (name,) in cursor.fetchall()} - NO_CUSTOMER
    erased = {item.table for item in erasure.participants.values()}
    kept = {table for table, _why in erasure.kept.items()}
    with connection.cursor() as cursor:
        cursor.execute(REFERENCES)
        hanging = {edge[0] for edge in cursor.fetchall() if edge[1] in erased}
    assert sorted(found - erased - kept) == [], (
        "offer these tables with platform.db.erasure.offer, or name them with erasure.keep"
    )
    assert sorted((erased | kept) - found - hanging) == []
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
            if item.table in LEFT_OUT | HANGING | WALLED:
                continue
            if not count_of(item.table, item.owner, person):
                make_row(model_of(item.table), person, column=item.owner, using=LOADER)
    for person in people:
        make_walled(person)
    with connections[LOADER].cursor() as cursor:
        cursor.execute(
            "update holdings_balance b set account_id = a.id from holdings_account a where a.customer_id = b.customer_id"
        )
    return people


def make_walled(person):
    """Write what hangs on a file or a case, and what stands behind a wall, as the application does."""
    with scope_session(system_actor(name="erasure test")):
        with connection.cursor() as cursor:
            cursor.execute(OPEN_WALLS)
        file = model_of("diligence_file").objects.get(customer_id=person.pk)
        for table in sorted(table for table in HANGING if table.startswith("diligence")):
            make_row(model_of(table), file, column="file_id")
        lead = model_of("leads_lead").objects.get(customer_id=person.pk)
        for table in ("leads_step", "leads_pool_view"):
            make_row(model_of(table), lead, column="lead_id")
        cases = {table: make_row(model_of(table), person) for table in sorted(WALLED)}
        case = cases["screening_case"]
        step = make_row(model_of("screening_case_step"), case, column="case_id")
        place = {"path": f"screening/2026/{case.pk}-1.sealed", "size": 1, "kept_at": NOW}
        model_of("screening_case_file").objects.create(case=case, step=step, **place)


def count_all(table):
    with connections[LOADER].cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return cursor.fetchone()[0]


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
        if item.data_class not in PROOF and item.table not in HANGING
    }
    assert {table: number for table, number in left.items() if number} == {}
    assert {table: count_all(table) for table in HANGING} == dict.fromkeys(HANGING, 1)
    lacking = [
        item.table
        for item in erasure.participants.values()
        if item.table not in LEFT_OUT | HANGING and count_of(item.table, item.owner, stays) == 0
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
    """A company that stays, with an owner of whom only a customer told whose time is over."""
    firm, holder = whole
    outsiders = model_of("customers_outsider").objects.using(LOADER)
    other, owner = (outsiders.get(customer_id=one.pk) for one in whole)
    named = {"owner_id": None, "outsider_id": owner.pk}
    for table in ("diligence_registered_owner", "diligence_owner_difference"):
        model_of(table).objects.using(LOADER).filter(customer_id=firm.pk).update(**named)
    terms = Terms(terms_of.terms_on(TODAY), 12, TODAY)
    people = [Ended(holder.pk, date(2020, 1, 1), is_prospect=True)]
    with transaction.atomic(using=LOADER):
        rows.erase_people(connections[LOADER], people, terms=terms, tally=Tally())
    left = {
        (item.table, holder.pk): count_of(item.table, item.owner, holder)
        for item in erasure.participants.values()
        if item.data_class not in PROOF and item.table not in HANGING
    }
    assert {key: number for key, number in left.items() if number} == {
        ("customers_outsider", holder.pk): 1
    }
    assert set(outsiders.values_list("pk", flat=True)) == {owner.pk, other.pk}
    people = [Ended(one.pk, date(2020, 1, 1), is_prospect=True) for one in whole]
    with transaction.atomic(using=LOADER):
        rows.erase_people(connections[LOADER], people, terms=terms, tally=Tally())
    assert not outsiders.exists()


def test_every_data_set_of_the_lake_loses_the_rows_of_who_is_erased():
    """What a file brings into the lake, and what is worked out there, is offered by name."""
    brought = {getattr(target, "lake", "") for target in registry.import_targets.values()} - {""}
    assert {kept.dataset for kept in erasure.lakes.values()} == brought | {CORE}


def lay(dataset, people):
    frame = pl.DataFrame({"customer_id": people, "amount": range(len(people))})
    return lake.write_part(dataset, frame, source="CORE", batch_on=TODAY, part="transaction-0001")


def whose(path):
    return pl.read_parquet(path).get_column("customer_id").to_list()


def sealed_files(folder):
    """Lay the sealed files of the cases on the disk; return their places by customer."""
    (folder / "screening" / "2026").mkdir(parents=True)
    with connections[LOADER].cursor() as cursor:
        cursor.execute(
            "select f.path, k.customer_id from screening_case_file f join screening_case k on k.id = f.case_id"
        )
        places = {pk: folder / path for path, pk in cursor.fetchall()}
    for path in places.values():
        path.write_bytes(b"sealed")
    return places


def erase(person, *, is_trial=False):
    """Erase all of a person, or take it back as a dry run does; then what lies outside."""
    terms = Terms(terms_of.terms_on(TODAY), 12, TODAY)
    people = [Ended(person.pk, date(2020, 1, 1), is_prospect=True)]
    with transaction.atomic(using=LOADER):
        rows.erase_people(connections[LOADER], people, terms=terms, tally=Tally())
        transaction.set_rollback(is_trial, using=LOADER)


def test_the_lake_and_the_files_follow_what_was_erased(whole, settings, tmp_path):
    settings.HOME = tmp_path
    gone, stays = whole
    moved, core = (lay(name, [gone.pk, stays.pk, gone.pk, None]) for name in ("transaction", "customer_facts"))  # fmt: skip
    untouched = lay("fee", [stays.pk])
    before = untouched.stat().st_ino
    places = sealed_files(tmp_path)
    erase(gone)
    services.clear_outside(now=NOW)
    assert (whose(moved), whose(core)) == ([stays.pk, None], [stays.pk, None])
    assert untouched.stat().st_ino == before
    assert [places[one.pk].exists() for one in whole] == [False, True]
    assert (count_all("privacy_lake_erasure"), count_all("privacy_file_erasure")) == (0, 0)
    told = AuditEntry.objects.using(LOADER).filter(verb="privacy.lake-erased")
    assert {"dataset": "transaction", "customers": 1, "rows": 2} in [row.detail for row in told]


def test_the_lake_loses_what_it_holds_under_the_number_of_a_merged_record(
    whole, settings, tmp_path
):
    settings.HOME = tmp_path
    gone, merged = whole
    merge = make_row(model_of("customers_merge"), gone, using=LOADER)
    model_of("customers_merged").objects.using(LOADER).create(
        member_id=merged.pk, survivor_id=gone.pk, merge=merge, member_no=merged.customer_no
    )
    part = lay("fee", [gone.pk, merged.pk, None])
    erase(gone)
    services.clear_outside(now=NOW)
    assert whose(part) == [None]


def test_a_dry_run_leaves_the_lake_and_the_files_alone(whole, settings, tmp_path):
    settings.HOME = tmp_path
    gone, _stays = whole
    part, places = lay("transaction", [gone.pk]), sealed_files(tmp_path)
    erase(gone, is_trial=True)
    services.clear_outside(now=NOW)
    assert whose(part) == [gone.pk]
    assert places[gone.pk].exists()


def test_a_worker_that_dies_on_the_way_leaves_it_to_the_next(
    whole, settings, tmp_path, monkeypatch
):
    settings.HOME = tmp_path
    gone, stays = whole
    parts = [lay(name, [gone.pk, stays.pk]) for name in ("balance", "transaction")]
    erase(gone)
    whole_of = lake.drop_rows

    def die(dataset, **told):
        whole_of(dataset, **told)
        raise KeyboardInterrupt

    monkeypatch.setattr(lake, "drop_rows", die)
    with pytest.raises(KeyboardInterrupt):
        services.clear_outside(now=NOW)
    monkeypatch.undo()
    settings.HOME = tmp_path
    services.clear_outside(now=NOW)
    assert [whose(path) for path in parts] == [[stays.pk], [stays.pk]]
    assert count_all("privacy_lake_erasure") == 0


def test_a_hold_that_came_meanwhile_keeps_the_rows_in_the_lake(whole, settings, tmp_path):
    settings.HOME = tmp_path
    gone, stays = whole
    part = lay("login", [gone.pk, stays.pk])
    model_of("privacy_lake_erasure").objects.using(LOADER).create(
        dataset="login", customer_id=gone.pk, noted_at=NOW
    )
    hold = make_row(model_of("privacy_legal_hold"), gone, using=LOADER)
    model_of("privacy_held_customer").objects.using(LOADER).create(
        hold=hold, customer_id=gone.pk, customer_no=gone.customer_no
    )
    services.clear_outside(now=NOW)
    assert whose(part) == [gone.pk, stays.pk]
    assert count_all("privacy_lake_erasure") == 1


def test_an_alert_goes_its_term_after_the_decision_and_not_under_a_hold(whole):
    gone, stays = whole
    alert = erasure.participants.get("viewing_alert")
    alerts = model_of("viewing_alert").objects.using(LOADER)
    old = datetime(2020, 1, 1, tzinfo=UTC)
    about_staff = {
        "kind": "OWN_HABIT",
        "on": TODAY,
        "staff_id": 7,
        "found_at": NOW,
        "decided_at": old,
    }
    alerts.create(**about_staff)
    alerts.filter(customer_id__in=[gone.pk, stays.pk]).update(decided_at=old)
    with transaction.atomic(using=LOADER):
        last = rows.erase_dated(
            connections[LOADER], alert, before=date(2023, 1, 1), held=[stays.pk], after=0, limit=10, tally=Tally()
        )  # fmt: skip
    assert last is not None
    assert [row.customer_id for row in alerts.all()] == [stays.pk]
