"""One main manager at any instant: what would break it is rejected row by row, with its line and reason."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from django.db import connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.customers import importing, main_periods
from yinqiao.organization.tests.factories import make_org, make_staff
from yinqiao.platform.imports.ports import Batch

KEYS = ("staff_no", "role", "valid_from", "valid_to")


NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def batch(number, source="CORE"):
    known_at = NOW + timedelta(days=number)
    return Batch(id=number, source=source, profile="any", on=date(2026, 11, 22), known_at=known_at)


def framed(rows):
    lines = pl.int_range(1, len(rows) + 1, dtype=pl.UInt32)
    return pl.DataFrame(rows).with_columns(lines.alias("_line"), pl.lit("U").alias("_op"))


def load(loader, target, frame, run):
    with transaction.atomic(using="loader"):
        result = target.load(batch=run, table=target.name, frame=frame, connection=loader)
        target.finish(batch=run, table=target.name, mode="full", connection=loader)
    return result


def rows(loader, query):
    with loader.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.fixture
def bank(committed_db):
    head = make_org("总行", code="001")
    for number in range(4):
        make_staff(org=head, staff_no=f"E{number}")
    loader = connections["loader"]
    load(
        loader,
        importing.PERSON,
        framed([{"customer_no": "6100000000", "name": "王小明", "org_code": "001"}]),
        batch(1),
    )
    return loader


def periods(*tuples, customer="6100000000"):
    return framed(
        [
            {
                "customer_no": customer,
                "share_percent": "100",
                **dict(zip(KEYS, values, strict=True)),
            }
            for values in tuples
        ]
    ).with_columns(
        pl.col("share_percent").cast(pl.Decimal(9, 6)),
        pl.col("valid_from", "valid_to").cast(pl.Date),
    )


def assign(bank, frame, number=2, source="CORE"):
    return load(bank, importing.ASSIGNMENT, frame, batch(number, source))


def told(result):
    return [(item.line, item.column, item.code, item.message) for item in result.rejected]


def standing(bank):
    return rows(
        bank,
        "select source, valid_from, valid_to from customers_assignment where ended_on is null order by valid_from",
    )


def test_a_past_period_goes_in_beside_the_present_one(bank):
    assign(bank, periods(("E0", "MAIN", date(2025, 1, 1), None)))
    result = assign(
        bank, periods(("E1", "MAIN", date(2020, 1, 1), date(2024, 12, 31))), 3, "OLD_CRM"
    )
    assert told(result) == []
    assert standing(bank) == [
        ("OLD_CRM", date(2020, 1, 1), date(2025, 1, 1)),
        ("CORE", date(2025, 1, 1), None),
    ]


def test_a_period_that_meets_a_known_one_is_rejected_and_the_others_go_in(bank):
    assign(bank, periods(("E0", "MAIN", date(2025, 1, 1), None)))
    frame = periods(
        ("E1", "MAIN", date(2020, 1, 1), date(2022, 12, 31)),
        ("E2", "MAIN", date(2023, 1, 1), date(2025, 1, 1)),
        ("E3", "ASSIST", date(2023, 1, 1), None),
    )
    result = assign(bank, frame, 3, "OLD_CRM")
    assert told(result) == [(2, "valid_from", "MAIN_OVERLAP", main_periods.WITH_ANOTHER)]
    assert result.inserted == 2


def test_periods_of_one_file_that_overlap_keep_the_earlier_one(bank):
    frame = periods(
        ("E1", "MAIN", date(2020, 1, 1), date(2022, 12, 31)),
        ("E2", "MAIN", date(2022, 12, 31), None),
        ("E3", "MAIN", date(2023, 1, 1), None),
    )
    result = assign(bank, frame)
    assert told(result) == [(2, "valid_from", "MAIN_OVERLAP", main_periods.WITHIN_FILE)]
    assert [valid_from for _source, valid_from, _to in standing(bank)] == [
        date(2020, 1, 1),
        date(2023, 1, 1),
    ]


def test_a_change_of_manager_ends_the_old_period_before_the_new_one_begins(bank):
    assign(bank, periods(("E0", "MAIN", date(2025, 1, 1), None)))
    changed = periods(
        ("E1", "MAIN", date(2026, 7, 1), None), ("E0", "MAIN", date(2025, 1, 1), date(2026, 6, 30))
    )
    result = assign(bank, changed, 3)
    assert (told(result), result.inserted, result.updated) == ([], 1, 1)


def test_for_ever_is_an_open_period(bank):
    assign(bank, periods(("E0", "MAIN", date(2025, 1, 1), date(9999, 12, 31))))
    assert standing(bank) == [("CORE", date(2025, 1, 1), None)]


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20)), max_size=12),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_two_sources_say_the_database_never_refuses(bank, first, second):
    def frame(spans):
        unique = dict(spans)
        return periods(
            *[
                (
                    "E0",
                    "MAIN",
                    date.fromordinal(737_000 + start),
                    date.fromordinal(737_000 + start + length),
                )
                for start, length in unique.items()
            ]
        )

    with transaction.atomic(using="loader"):
        for number, source, spans in ((2, "CORE", first), (3, "OLD_CRM", second)):
            if spans:
                target, run = importing.ASSIGNMENT, batch(number, source)
                result = target.load(
                    batch=run, table=target.name, frame=frame(spans), connection=bank
                )
                assert result.inserted + len(result.rejected) == len({start for start, _ in spans})
        transaction.set_rollback(True, using="loader")
