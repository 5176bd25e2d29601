"""Loading customers, contacts, accounts and movements by the declared tables: exact counts, history, sealing, undo."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.holdings import importing as holdings
from yinqiao.organization.tests.factories import Org
from yinqiao.platform import registry
from yinqiao.platform.crypto import fields, index
from yinqiao.platform.imports.ports import Batch, EndLimits

PERSON = registry.import_targets.get("customers.person")
COMPANY = registry.import_targets.get("customers.company")
CONTACT = registry.import_targets.get("customers.contact")
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)


@pytest.fixture
def loader(db):
    Org.objects.using("loader").create(
        code="001", name="总行", kind="HEAD_OFFICE", path=[1], level=1, opened_on=date(2000, 1, 1)
    )
    return connections["loader"]


def batch(number=1, day=DAY, **changes):
    return Batch(
        id=number,
        source="CORE",
        profile="core_banking",
        on=day,
        known_at=NOW + timedelta(days=number),
        **changes,
    )


def framed(rows, ops=None):
    frame = pl.DataFrame(rows)
    return frame.with_columns(
        pl.int_range(1, frame.height + 1, dtype=pl.UInt32).alias("_line"),
        pl.Series("_op", ops or ["U"] * frame.height, dtype=pl.String),
    )


def load(loader, target, frame, run, mode="full"):
    with transaction.atomic(using="loader"):
        target.begin(batch=run, table=target.name, mode=mode, connection=loader)
        result = target.load(batch=run, table=target.name, frame=frame, connection=loader)
    with transaction.atomic(using="loader"):
        target.finish(batch=run, table=target.name, mode=mode, connection=loader)
    return result


def people(names):
    return framed(
        [
            {
                "customer_no": f"61{number:08d}",
                "name": name,
                "sex": "M",
                "org_code": "001",
                "birth_on": date(1980, 1, 1),
                "status": "ACTIVE",
            }
            for number, name in enumerate(names)
        ]
    )


def rows(loader, query):
    with loader.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def test_the_same_file_again_changes_nothing(loader):
    first = load(loader, PERSON, people(["王小明", "欧阳修"]), batch(1))
    again = load(loader, PERSON, people(["王小明", "欧阳修"]), batch(2))
    assert (first.inserted, first.updated) == (2, 0)
    assert (again.inserted, again.updated, again.unchanged, again.deleted) == (0, 0, 2, 0)
    assert rows(loader, "select count(*) from customers_history") == [(0,)]


def test_a_changed_row_keeps_its_earlier_state(loader):
    load(loader, PERSON, people(["王小明", "李四"]), batch(1))
    result = load(loader, PERSON, people(["王晓明", "李四"]), batch(2))
    assert (result.inserted, result.updated, result.unchanged) == (0, 1, 1)
    assert rows(
        loader, "select name, pinyin, initials, version from customers_customer order by id"
    ) == [
        ("王晓明", "wangxiaoming", "wxm", 2),
        ("李四", "lisi", "ls", 1),
    ]
    assert rows(
        loader,
        "select state ->> 'name', known_to = (select known_from from customers_customer where name = '王晓明') from customers_history",
    ) == [("王小明", True)]


def test_a_full_file_ends_what_it_no_longer_has(loader):
    load(loader, PERSON, people(["王小明", "李四", "赵五"]), batch(1))
    load(loader, PERSON, people(["王小明", "李四"]), batch(2, day=date(2026, 11, 23)))
    assert rows(loader, "select name, ended_on from customers_customer order by id") == [
        ("王小明", None),
        ("李四", None),
        ("赵五", date(2026, 11, 23)),
    ]


def test_a_full_file_of_persons_ends_no_company(loader):
    company = framed(
        [
            {
                "customer_no": "2000000001",
                "name": "澜盈贸易有限公司",
                "org_code": "001",
                "party_type": "CORP",
                "status": "ACTIVE",
            }
        ]
    )
    load(loader, PERSON, people(["王小明", "李四"]), batch(1))
    load(loader, COMPANY, company, batch(1))
    load(loader, PERSON, people(["王小明"]), batch(2))
    assert rows(
        loader, "select name, ended_on is null from customers_customer order by customer_no"
    ) == [
        ("澜盈贸易有限公司", True),
        ("王小明", True),
        ("李四", False),
    ]


def test_a_full_file_that_lacks_a_fifth_ends_nothing_and_says_so(loader):
    load(loader, PERSON, people(["王小明"] * 100), batch(1))
    run = batch(2, ends=EndLimits(share=Decimal("0.2"), few=20))
    with transaction.atomic(using="loader"):
        PERSON.load(batch=run, table=PERSON.name, frame=people(["王小明"] * 70), connection=loader)
        finished = PERSON.finish(batch=run, table=PERSON.name, mode="full", connection=loader)
    assert (finished.ended, finished.withheld) == (0, 30)
    assert rows(loader, "select count(*) from customers_customer where ended_on is not null") == [
        (0,)
    ]


def test_rows_kept_out_count_as_delivered(loader):
    load(loader, PERSON, people(["王小明", "李四", "赵五"]), batch(1))
    run = batch(2, day=date(2026, 11, 23))
    kept_out = people(["王小明", "李四"]).filter(pl.col("customer_no") == "6100000001")
    with transaction.atomic(using="loader"):
        PERSON.hold(batch=run, table=PERSON.name, frame=kept_out.drop("name"), connection=loader)
    load(loader, PERSON, people(["王小明"]), run)
    assert rows(loader, "select name, ended_on from customers_customer order by id") == [
        ("王小明", None),
        ("李四", None),
        ("赵五", date(2026, 11, 23)),
    ]


def contacts(*pairs):
    return framed(
        [
            {
                "customer_no": f"61{number:08d}",
                "contact_type": "MOBILE",
                "value": value,
                "is_primary": True,
            }
            for number, value in pairs
        ]
    )


def test_a_row_with_a_bad_number_holds_what_its_owner_has_and_nothing_else(loader):
    assert (CONTACT.owner, PERSON.owner) == ("customer_no", "")
    load(loader, PERSON, people(["王小明", "李四"]), batch(1))
    first, second, third = (0, "13800000001"), (0, "13800000002"), (1, "13800000003")
    load(loader, CONTACT, contacts(first, second, third, (1, "13800000004")), batch(1))
    run = batch(2, day=date(2026, 11, 23))
    unread = contacts((0, None), (7, None)).with_columns(pl.col("value").cast(pl.String))
    with transaction.atomic(using="loader"):
        CONTACT.hold_owned(batch=run, table=CONTACT.name, frame=unread, connection=loader)
    load(loader, CONTACT, contacts(third), run)
    assert rows(loader, "select ended_on from customers_contact_point order by id") == [
        (None,),
        (None,),
        (None,),
        (date(2026, 11, 23),),
    ]


def test_a_file_known_to_be_incomplete_ends_nothing(loader):
    load(loader, PERSON, people(["王小明", "李四"]), batch(1))
    load(loader, PERSON, people(["王小明"]), batch(2, is_incomplete=True))
    assert rows(loader, "select count(*) from customers_customer where ended_on is null") == [(2,)]


def test_a_delta_deletes_only_what_it_names(loader):
    load(loader, PERSON, people(["王小明", "李四"]), batch(1))
    delta = people(["王小明"]).with_columns(pl.Series("_op", ["D"]))
    result = load(loader, PERSON, delta, batch(2), mode="delta")
    assert result.deleted == 1
    assert rows(loader, "select name from customers_customer where ended_on is null") == [("李四",)]


def test_operations_that_do_not_fit_are_noticed_with_their_line(loader):
    load(loader, PERSON, people(["王小明", "李四"]), batch(1), mode="delta")
    frame = framed(
        people(["王小明", "李四", "赵五", "钱六", "孙七"]).drop("_line", "_op"), ops=[*"IUUDI"]
    )
    result = load(loader, PERSON, frame, batch(2, tells_operations=True), mode="delta")
    assert [(one.line, one.code) for one in result.noticed] == [
        (1, "OPERATION_INSERT_KNOWN"),
        (3, "OPERATION_UPDATE_UNKNOWN"),
        (4, "OPERATION_DELETE_UNKNOWN"),
    ]
    assert rows(loader, "select name from customers_customer order by customer_no") == [
        ("王小明",),
        ("李四",),
        ("赵五",),
        ("孙七",),
    ]


def test_an_unknown_branch_rejects_the_row_with_its_line(loader):
    frame = people(["王小明", "李四"]).with_columns(pl.Series("org_code", ["001", "999"]))
    result = load(loader, PERSON, frame, batch(1))
    assert result.inserted == 1
    assert [(item.line, item.column, item.code) for item in result.rejected] == [
        (2, "org_code", "UNKNOWN_REFERENCE")
    ]


def test_numbers_are_sealed_and_found_by_index(loader):
    load(loader, PERSON, people(["王小明"]), batch(1))
    contact = framed(
        [
            {
                "customer_no": "6100000000",
                "contact_type": "MOBILE",
                "value": "13812345678",
                "is_primary": True,
            }
        ]
    )
    load(loader, CONTACT, contact, batch(1))
    [(row_id, token, digest, masked, key)] = rows(
        loader,
        "select id, value_token, value_index, value_masked, source_key from customers_contact_point",
    )
    assert fields.decrypt("customers.contact", row_id, token) == "13812345678"
    assert bytes(digest) == index.blind("customers.contact", "13812345678")
    assert masked == "138****5678"
    assert "13812345678" not in key


def accounts(loader):
    load(loader, PERSON, people(["王小明"]), batch(1))
    frame = framed(
        [
            {
                "account_no": "6217000000000000012",
                "customer_no": "6100000000",
                "org_code": "001",
                "account_type": "SETTLEMENT",
                "opened_on": DAY,
            }
        ]
    )
    load(loader, holdings.ACCOUNT_TABLE, frame, batch(1))


def posting(number, amount="10.00", counterparty=None):
    return {
        "account_no": "6217000000000000012",
        "transaction_no": number,
        "posted_on": DAY,
        "direction": "C",
        "amount": Decimal(amount),
        "counterparty_account": counterparty,
    }


def test_a_batch_date_run_again_replaces_its_postings(loader):
    accounts(loader)
    load(
        loader,
        holdings.TRANSACTION,
        framed([posting("T1"), posting("T2", counterparty="6222000011112222")]),
        batch(1),
        "append",
    )
    load(
        loader,
        holdings.TRANSACTION,
        framed([posting("T1"), posting("T3", "7.50")]),
        batch(2, is_rerun=True),
        "append",
    )
    assert rows(
        loader,
        "select transaction_no, amount, counterparty_masked from holdings_transaction order by transaction_no",
    ) == [
        ("T1", Decimal("10.00"), ""),
        ("T3", Decimal("7.50"), ""),
    ]


def test_counterparty_accounts_are_sealed_for_their_own_row(loader):
    accounts(loader)
    load(
        loader,
        holdings.TRANSACTION,
        framed([posting("T1", counterparty="6222000011112222")]),
        batch(1),
        "append",
    )
    [(row_id, token)] = rows(loader, "select id, counterparty_token from holdings_transaction")
    assert fields.decrypt("holdings.counterparty", row_id, token) == "6222000011112222"
    with pytest.raises(fields.DecryptionFailed):
        fields.decrypt("holdings.counterparty", row_id + 1, token)


def test_undo_restores_changes_and_removes_what_was_added(loader):
    load(loader, PERSON, people(["王小明", "李四"]), batch(1))
    before = rows(
        loader, "select customer_no, name, known_from, ended_on from customers_customer order by id"
    )
    load(
        loader,
        PERSON,
        people(["王晓明"]).vstack(people(["x", "y", "新客户"]).slice(2)),
        batch(2),
    )
    result = PERSON.undo(batch=batch(2), table="customers.person", connection=loader)
    assert (result.removed, result.restored, result.kept) == (1, 2, 0)
    assert (
        rows(
            loader,
            "select customer_no, name, known_from, ended_on from customers_customer order by id",
        )
        == before
    )


NAMES = st.lists(st.sampled_from(["王小明", "李四", "欧阳修", "司马光"]), min_size=1, max_size=6)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=st.lists(NAMES, min_size=1, max_size=4))
def test_after_any_sequence_the_table_is_the_last_file_and_undo_is_the_one_before(loader, days):
    live = "select customer_no, name from customers_customer where ended_on is null order by customer_no"
    with transaction.atomic(using="loader"):
        before = []
        for number, names in enumerate(days, start=1):
            before = rows(loader, live)
            load(loader, PERSON, people(names), batch(number))
            assert rows(loader, live) == [
                (f"61{position:08d}", name) for position, name in enumerate(names)
            ]
        PERSON.undo(batch=batch(len(days)), table="customers.person", connection=loader)
        assert rows(loader, live) == before
        transaction.set_rollback(True, using="loader")


def test_what_people_added_survives_the_next_file(loader):
    load(loader, PERSON, people(["王小明"]), batch(1))
    with loader.cursor() as cursor:
        cursor.execute(
            "update customers_customer set attributes = '{\"likes\": \"fishing\"}', former_name = '王大明'"
        )
    load(loader, PERSON, people(["王晓明"]), batch(2))
    assert rows(
        loader, "select name, former_name, attributes ->> 'likes' from customers_customer"
    ) == [("王晓明", "王大明", "fishing")]
