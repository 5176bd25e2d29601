"""Amounts in 分, rounding, half-open periods and month arithmetic."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib import money, periods
from yinqiao.lib.periods import EmptyPeriod, Period


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("0000012345-", "-123.45"),
        ("0000012345+", "123.45"),
        ("0000012345", "123.45"),
        ("5", "0.05"),
        ("000-", "0.00"),
        ("12345678901234567890", "123456789012345678.90"),
        ("0000012345 ", "123.45"),
    ],
)
def test_cents_with_the_sign_at_the_end(text: str, amount: str) -> None:
    parsed = money.parse_cents(text)
    assert (parsed, str(parsed)) == (Decimal(amount), amount)


def test_cents_with_the_sign_in_front() -> None:
    assert money.parse_cents("-12345", trailing_sign=False) == Decimal("-123.45")
    with pytest.raises(money.BadAmount):
        money.parse_cents("-12345")


@pytest.mark.parametrize("text", ["", "-", "12-3", "1.5", "1２", "123456789012345678901", "12--"])
def test_what_is_no_count_of_cents(text: str) -> None:
    with pytest.raises(money.BadAmount):
        money.parse_cents(text)


@given(st.integers(-(10**17), 10**17))
def test_cents_survive_a_round_trip(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    assert money.parse_cents(money.format_cents(amount)) == amount
    assert money.to_cents(amount) == cents


def test_rounding_names_say_what_they_do() -> None:
    assert money.half_up(Decimal("0.125")) == Decimal("0.13")
    assert money.half_even(Decimal("0.125")) == Decimal("0.12")
    assert money.half_up(Decimal("-0.125")) == Decimal("-0.13")
    assert str(money.half_up(Decimal("-0.001"))) == "0.00"
    assert money.half_up(Decimal("0.0312345"), step=money.RATE_STEP) == Decimal("0.031235")


def test_typed_amounts() -> None:
    assert money.parse_yuan("1,286.4") == Decimal("1286.40")
    assert money.parse_yuan("−5") == Decimal("-5.00")
    for wrong in ("", "1.234", "abc", "9" * 30):
        with pytest.raises(money.BadAmount):
            money.parse_yuan(wrong)


def test_a_fraction_of_a_cent_is_refused() -> None:
    with pytest.raises(money.BadAmount):
        money.to_cents(Decimal("0.001"))


def test_the_end_of_a_period_is_outside() -> None:
    period = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert date(2026, 1, 31) in period
    assert date(2026, 2, 1) not in period
    assert period.days == 31
    assert len(list(period.dates())) == 31
    assert date(2999, 1, 1) in Period(date(2026, 1, 1))
    with pytest.raises(EmptyPeriod):
        Period(date(2026, 1, 1), date(2026, 1, 1))
    with pytest.raises(ValueError, match="open"):
        _ = Period(date(2026, 1, 1)).days


def test_overlap_of_neighbours_is_none() -> None:
    january, february = periods.month_of(date(2026, 1, 9)), periods.month_of(date(2026, 2, 9))
    assert not january.overlaps(february)
    assert january.overlaps(Period(date(2026, 1, 31)))
    assert Period(date(2026, 1, 20)).intersection(january) == Period(
        date(2026, 1, 20), date(2026, 2, 1)
    )
    assert Period(date(2026, 1, 1)).intersection(Period(date(2026, 3, 1))) == Period(
        date(2026, 3, 1)
    )


def test_months() -> None:
    assert periods.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert periods.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert periods.add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert periods.add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert periods.days_in_month(date(2024, 2, 5)) == 29
    assert (periods.days_in_year(date(2024, 2, 5)), periods.days_in_year(date(2026, 2, 5))) == (
        366,
        365,
    )
    assert periods.month_end(date(2026, 11, 22)) == date(2026, 11, 30)
    touched = list(periods.months_in(Period(date(2026, 1, 31), date(2026, 3, 1))))
    assert [month.start for month in touched] == [date(2026, 1, 1), date(2026, 2, 1)]


def test_full_months_between() -> None:
    assert periods.months_between(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert periods.months_between(date(2026, 1, 15), date(2026, 2, 14)) == 0
    assert periods.months_between(date(2026, 2, 15), date(2026, 1, 15)) == -1


def test_age_rises_on_the_birthday() -> None:
    assert periods.age_on(date(1961, 11, 22), date(2026, 11, 21)) == 64
    assert periods.age_on(date(1961, 11, 22), date(2026, 11, 22)) == 65
    assert periods.age_on(date(2000, 2, 29), date(2026, 2, 28)) == 25
