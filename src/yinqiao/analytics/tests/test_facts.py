"""AUM, averages and LUM against the vectors of DOMAIN §2 and §14."""

import os
from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.analytics import engine, rules
from yinqiao.analytics.facts import lakes
from yinqiao.analytics.tests.bank import account, facts_of
from yinqiao.platform.files import lake

D = Decimal


def figures(balances, accounts, day):
    return facts_of(day, balance=balances, account=accounts)


def test_month_average_of_ten_and_twenty_days():
    rows = figures(
        [(1, date(2026, 11, 1), D(100_000)), (1, date(2026, 11, 11), D(400_000))],
        [account(1)],
        date(2026, 11, 30),
    )
    assert rows[1]["aum_month_average"] == D("300000.00")
    assert rows[1]["aum"] == D("400000.00")


def test_account_opened_on_the_eleventh_divides_by_calendar_days():
    rows = figures([(1, date(2026, 11, 11), D(300_000))], [account(1)], date(2026, 11, 30))
    assert rows[1]["aum_month_average"] == D("200000.00")


def test_balance_of_an_earlier_month_is_carried_forward():
    rows = figures([(1, date(2025, 7, 3), D("1234.56"))], [account(1)], date(2026, 2, 15))
    names = ("aum", "aum_month_average", "aum_year_average", "lum")
    assert [rows[1][name] for name in names] == [*[D("1234.56")] * 3, D("0.00")]


def test_weights_rates_and_loans():
    rows = figures(
        [
            (1, date(2026, 1, 1), D(100)),
            (2, date(2026, 1, 1), D(100)),
            (3, date(2026, 1, 1), D(100)),
            (4, date(2026, 1, 1), D(5000)),
        ],
        [
            account(1),
            account(2, product_class="CUSTODY"),
            account(3, currency="USD"),
            account(4, product_class="MORTGAGE"),
        ],
        date(2026, 1, 31),
    )
    assert rows[1]["aum"] == D("850.00")
    assert rows[1]["lum"] == D("5000.00")


def test_later_rows_do_not_count():
    rows = figures(
        [(1, date(2026, 11, 1), D(10)), (1, date(2026, 11, 21), D(99))],
        [account(1)],
        date(2026, 11, 20),
    )
    assert rows[1]["aum"] == D("10.00")
    assert rows[1]["aum_month_average"] == D("10.00")


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(-500, 10_000_000)),
        min_size=1,
        max_size=8,
        unique_by=lambda pair: pair[0],
    )
)
def test_month_average_equals_the_day_by_day_sum(changes):
    balances = [(1, date(2026, 11, day), D(cents) / 100) for day, cents in changes]
    by_day = dict(changes)
    value, total = 0, 0
    for day in range(1, 31):
        value = by_day.get(day, value)
        total += value
    expected = (D(total) / 100 / 30).quantize(D("0.01"), rounding="ROUND_HALF_UP")
    assert abs(
        figures(balances, [account(1)], date(2026, 11, 30))[1]["aum_month_average"] - expected
    ) <= D("0.01")


@pytest.mark.parametrize(
    ("amount", "tier"),
    [
        ("49999.99", "MASS"),
        ("50000", "BASIC_WEALTH"),
        ("500000", "WEALTH"),
        ("2999999.99", "WEALTH"),
        ("3000000", "PREMIER"),
        ("6000000", "PRIVATE"),
    ],
)
def test_tier_bounds_belong_to_the_upper_tier(amount, tier):
    assert rules.tier_of(D(amount), [D(50_000), D(500_000), D(3_000_000), D(6_000_000)]) == tier


def test_the_later_batch_date_counts_for_an_account_and_day():
    day = date(2026, 11, 1)
    told = [(3, 30), (1, 10), (2, 20)]
    rows = [(1, day, D(amount), date(2026, 11, batch)) for batch, amount in told]
    found = figures(rows, [account(1)], date(2026, 11, 30))
    assert (found[1]["aum"], found[1]["aum_month_average"]) == (D(30), D(30))


def test_the_lake_tells_the_batch_of_each_balance(settings, tmp_path):
    settings.HOME = tmp_path
    schema = {"account_id": pl.Int64, "balance_on": pl.Date, "balance": pl.Decimal(20, 2)}
    for day in (3, 1):
        rows = pl.DataFrame([(1, date(2026, 11, 1), D(day))], schema=schema, orient="row")
        on = date(2026, 11, day)
        lake.write_part("balance", rows, source="CORE", batch_on=on, part=f"balance-{day}")
    with engine.session() as backend:
        found = lakes.result(backend, lakes.balance_rows(backend, lake.pattern("balance")))
    assert set(found.select("balance", "batch").iter_rows()) == {
        (D(3), date(2026, 11, 3)),
        (D(1), date(2026, 11, 1)),
    }


def test_what_a_killed_rebuild_left_is_cleared_after_some_hours(settings, tmp_path):
    settings.HOME = tmp_path
    left, fresh = tmp_path / "spill" / "shelf-old", tmp_path / "spill" / "shelf-new"
    for folder in (left, fresh):
        folder.mkdir(parents=True)
    os.utime(left, (0, 0))
    with engine.shelf() as own:
        assert own.is_dir()
        assert not left.exists()
        assert fresh.exists()
    assert not own.exists()
