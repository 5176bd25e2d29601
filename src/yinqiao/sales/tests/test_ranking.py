"""The order of calls: each part moves the rank the way it says, and no part ever turns it round."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.sales import months, ranking, rules

TODAY = date(2026, 11, 24)
MONEY = st.decimals(0, 10**10, places=2)
DAYS = st.integers(-60, 60)
CALENDAR = BusinessCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 9)),
    makeup_workdays=frozenset({date(2026, 10, 10)}),
)


def test_a_worked_example():
    rank = ranking.Rank(
        ranking.value_of(Decimal(800_000), Decimal(1)),
        ranking.urgency_of(TODAY + timedelta(days=5), TODAY, half_life=5),
        ranking.probability_of(6, 20, mean=0.2),
    )
    # 1 + ln(1 + 80) = 5.394; half after five days; (6 + 20 × 0.2) / (20 + 20) = 0.25.
    assert (rank.value, rank.urgency, rank.probability) == (
        pytest.approx(5.394, abs=1e-3),
        0.5,
        0.25,
    )
    assert rank.score == pytest.approx(0.6743, abs=1e-3)


def test_without_an_amount_the_assets_of_the_customer_count():
    assert ranking.value_of(None, Decimal(800_000)) == ranking.value_of(Decimal(800_000), None)
    assert ranking.value_of(None, None) == 1


@given(MONEY, MONEY)
def test_more_money_never_ranks_lower(one, other):
    low, high = sorted((one, other))
    assert ranking.value_of(low, None) <= ranking.value_of(high, None)


@given(DAYS, DAYS, st.integers(1, 60))
def test_a_nearer_deadline_never_ranks_lower(one, other, half_life):
    near, far = sorted((one, other))
    urgency = [
        ranking.urgency_of(TODAY + timedelta(days=days), TODAY, half_life=half_life)
        for days in (near, far)
    ]
    assert 1 >= urgency[0] >= urgency[1] > 0


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.floats(0.01, 0.99))
def test_a_probability_stays_between_what_was_seen_and_the_mean(won, lost, mean):
    found = ranking.probability_of(won, won + lost, mean=mean)
    seen = won / (won + lost) if won + lost else mean
    assert min(seen, mean) - 1e-9 <= found <= max(seen, mean) + 1e-9


@given(st.dates(date(2026, 9, 1), date(2026, 12, 31)), st.integers(1, 10))
def test_the_day_on_which_something_goes_up_is_the_first_on_which_the_sweep_takes_it(
    touched, workdays
):
    day = rules.escalation_day(CALENDAR, touched, workdays)
    assert rules.last_calm_day(CALENDAR, day, workdays) >= touched
    assert rules.last_calm_day(CALENDAR, day - timedelta(days=1), workdays) < touched


def test_a_month_counts_its_workdays_up_to_and_with_today():
    month = months.month_of(date(2026, 10, 12), CALENDAR)
    # October 2026: 9th, the made-up Saturday 10th, 12th of 9 + 10 + 12–16 + 19–23 + 26–30 = 17 workdays.
    assert month.pace == Decimal(3) / 17
    assert (month.first, month.next_first, month.before) == (
        date(2026, 10, 1),
        date(2026, 11, 1),
        date(2026, 9, 1),
    )
    assert month.days_left == 19
    assert months.month_of(date(2026, 10, 31), CALENDAR).pace == 1
    assert months.month_of(date(2026, 10, 1), CALENDAR).pace == 0
