"""Results of a month over the columnar engine: date-effective shares, transfers out of growth, parts to the cent."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from yinqiao.analytics.results.engine import worked_out
from yinqiao.holdings.queries import Valuation
from yinqiao.sales.queries import MonthAsked

D = Decimal
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MONEY = pl.Decimal(20, 2)
SCHEMAS = {
    "account": {"account_id": pl.Int64, "customer_id": pl.Int64, "product_class": pl.String, "account_type": pl.String, "currency": pl.String, "ended_on": pl.Date},
    "assignment": {"customer_id": pl.Int64, "staff_id": pl.Int64, "role": pl.String, "share": pl.Int64, "valid_from": pl.Date, "valid_to": pl.Date},
    "unit": {"customer_id": pl.Int64, "org_id": pl.Int64, "opened_on": pl.Date},
    "certificate": {"customer_id": pl.Int64, "expires_on": pl.Date},
    "contact": {"customer_id": pl.Int64, "staff_id": pl.Int64, "day": pl.Date},
    "balance": {"account_id": pl.Int64, "balance_on": pl.Date, "balance": MONEY, "batch_on": pl.Date},
    "posting": {"account_id": pl.Int64, "posted_on": pl.Date, "amount": MONEY, "category": pl.String},
}  # fmt: skip
VALUATION = Valuation(
    {"DEMAND": "1", "WM": "1"}, {"CNY": "1", "USD": "7.00"}, {"CNY": "1", "USD": "7.10"}
)
OLD = date(2020, 1, 1)
UNIT, ANNA, BELA = 9, 1, 2


def results(**rows):
    frames = {
        name: pl.DataFrame([list(row) for row in rows.get(name, [])], schema=schema, orient="row")
        for name, schema in SCHEMAS.items()
    }
    asked = MonthAsked(
        FIRST,
        LAST,
        workdays=(date(2026, 11, 2), date(2026, 11, 3)),
        units={ANNA: UNIT, BELA: UNIT},
        key_bound=50_000_000,
        lost_bound=100_000,
    )
    found = worked_out(frames, asked=asked, valuation=VALUATION)
    return {
        (row["figure"], row["staff_id"], row["product_class"]): (row["value"], row["of"])
        for row in found.to_dicts()
    }


def balance(account, day, amount):
    return (account, day, D(str(amount)), day)


@pytest.fixture(scope="module")
def month():
    """Customer 1 is handed over from Anna to Bela on the 16th; 2 is shared 60:40; 3 lies in the pool; 4 is new."""
    return results(
        account=[
            (11, 1, "DEMAND", "SETTLEMENT", "CNY", None),
            (12, 1, "WM", "WEALTH", "CNY", None),
            (21, 2, "DEMAND", "SETTLEMENT", "CNY", None),
            (31, 3, "DEMAND", "SETTLEMENT", "CNY", None),
            (41, 4, "DEMAND", "SETTLEMENT", "CNY", None),
            (99, 1, "LOAN", "LOAN", "CNY", None),
        ],
        assignment=[
            (1, ANNA, "MAIN", 10_000, OLD, date(2026, 11, 16)),
            (1, BELA, "MAIN", 10_000, date(2026, 11, 16), None),
            (2, ANNA, "MAIN", 6_000, OLD, None),
            (2, BELA, "ASSIST", 4_000, OLD, None),
            (4, ANNA, "MAIN", 10_000, date(2026, 11, 10), None),
        ],
        unit=[(1, UNIT, OLD), (2, UNIT, OLD), (3, UNIT, OLD), (4, UNIT, date(2026, 11, 10))],
        balance=[
            balance(11, OLD, 1000),
            balance(11, date(2026, 11, 10), 1300),
            balance(11, date(2026, 11, 20), 1800),
            balance(12, OLD, 5000),
            balance(12, date(2026, 11, 18), 5200),
            balance(21, OLD, "0.01"),
            balance(21, date(2026, 11, 5), "100.02"),
            balance(31, OLD, 700),
            balance(41, date(2026, 11, 10), 600_000),
        ],
        posting=[
            (11, date(2026, 11, 10), D(300), "SALARY"),
            (11, date(2026, 11, 20), D(500), "TRANSFER_IN"),
            (21, date(2026, 11, 5), D("100.01"), "SALARY"),
            (41, date(2026, 11, 10), D(600_000), "TRANSFER_IN"),
        ],
        certificate=[(1, date(2026, 11, 1)), (2, date(2030, 1, 1))],
        contact=[(1, ANNA, date(2026, 11, 2)), (2, BELA, date(2026, 11, 29))],
    )


def test_growth_goes_to_who_managed_on_the_day_and_leaves_prices_and_transfers_out(month):
    # Anna: 300 of customer 1 before the 16th, 60 % of 100.01, the new one; Bela: 500 after it, 40 %. The fund's rise of 200 is nobody's.
    assert month["AUM_NET_GROWTH", ANNA, ""] == (30_000 + 6_001 + 60_000_000, None)
    assert month["AUM_NET_GROWTH", BELA, ""] == (50_000 + 4_000, None)
    assert ("AUM_NET_GROWTH", BELA, "WM") not in month or month["AUM_NET_GROWTH", BELA, "WM"][
        0
    ] == 0


def test_averages_go_by_days_and_add_up_with_the_pool(month):
    # Customer 1: 1000 on 9 days, 1300 on 6, then Bela's: 1300 on 4, 1800 on 11; the fund 5000 on 17 days, 5200 on 13.
    anna = 100_000 * 9 + 130_000 * 6 + 500_000 * 15
    own = month["AUM_AVERAGE", ANNA, "DEMAND"][0] + month["AUM_AVERAGE", ANNA, "WM"][0]
    shared = (1 * 4 + 10_002 * 26) * 6 // 10
    new = 60_000_000 * 21
    assert abs(own - (anna + shared + new) / 30) <= 2
    whole = sum(
        value
        for (figure, _staff, cls), (value, _of) in month.items()
        if figure == "AUM_AVERAGE" and not cls
    )
    exact = (
        anna
        + 130_000 * 4
        + 180_000 * 11
        + 500_000 * 2
        + 520_000 * 13
        + (1 * 4 + 10_002 * 26)
        + 70_000 * 30
        + new
    )
    assert abs(whole - exact / 30) <= 3


def test_the_end_is_split_to_the_cent_and_the_pool_has_the_rest(month):
    parts = {staff: month["AUM_END", staff, ""][0] for staff in (ANNA, BELA, None)}
    assert parts == {ANNA: 6_001 + 60_000_000, BELA: 180_000 + 520_000 + 4_001, None: 70_000}


def test_customers_are_counted_by_their_main_manager(month):
    assert month["NEW_CUSTOMERS", ANNA, ""] == (1, None)
    # The new one rose over the bound, but was nobody's before; handed over, customer 1 counts for nobody.
    assert ("QUALIFIED", ANNA, "") not in month
    assert month["COVERAGE", BELA, ""] == (2, 1)
    assert month["CONTACT_RATE", ANNA, ""] == (1, 2)
    assert month["USAGE", ANNA, ""] == (1, 2)
    assert month["DATA_QUALITY", ANNA, ""] == (1, 1)
    assert month["DATA_QUALITY", BELA, ""] == (0, 1)


def test_a_bank_without_movements_has_no_money_and_fails_nowhere():
    assert results(unit=[(1, UNIT, OLD)], assignment=[(1, ANNA, "MAIN", 10_000, OLD, None)]) == {
        ("CONTACT_RATE", ANNA, ""): (0, 1)
    }


def test_what_is_bought_from_a_deposit_is_no_price_and_no_growth():
    """The core posts a purchase on the paying account alone: the fund's balance tells the other side, with its price of 3."""
    found = results(
        account=[
            (11, 1, "DEMAND", "SETTLEMENT", "CNY", None),
            (12, 1, "WM", "WEALTH", "CNY", None),
        ],
        assignment=[(1, ANNA, "MAIN", 10_000, OLD, None)],
        unit=[(1, UNIT, OLD)],
        balance=[
            balance(11, OLD, 1000),
            balance(11, date(2026, 11, 10), 400),
            balance(12, date(2026, 11, 11), 600),
            balance(12, date(2026, 11, 20), 603),
        ],
        posting=[(11, date(2026, 11, 10), D(-600), "INVESTMENT")],
    )
    assert found["AUM_NET_GROWTH", ANNA, ""] == (0, None)
    assert found["AUM_END", ANNA, ""] == (100_300, None)
