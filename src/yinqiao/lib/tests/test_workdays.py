"""Workday arithmetic over National Day 2026 as a given calendar."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib import workdays
from yinqiao.lib.workdays import BusinessCalendar

# 2026-10-10 is a Saturday worked in exchange.
CALENDAR = BusinessCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    makeup_workdays=frozenset({date(2026, 10, 10)}),
)


def test_which_days_are_worked() -> None:
    assert CALENDAR.is_workday(date(2026, 9, 30))
    assert not CALENDAR.is_workday(date(2026, 10, 1))
    assert CALENDAR.is_workday(date(2026, 10, 10))
    assert not CALENDAR.is_workday(date(2026, 10, 11))


def test_a_holiday_is_what_the_state_says_and_no_plain_weekend() -> None:
    assert CALENDAR.is_holiday(date(2026, 10, 3))
    assert not CALENDAR.is_holiday(date(2026, 10, 10))
    assert not CALENDAR.is_holiday(date(2026, 10, 11))


def test_holidays_are_stepped_over() -> None:
    assert workdays.add_workdays(CALENDAR, date(2026, 9, 30), 1) == date(2026, 10, 8)
    assert workdays.add_workdays(CALENDAR, date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert workdays.add_workdays(CALENDAR, date(2026, 10, 8), -1) == date(2026, 9, 30)
    assert workdays.add_workdays(CALENDAR, date(2026, 10, 1), 0) == date(2026, 10, 8)
    assert workdays.previous_workday(CALENDAR, date(2026, 10, 7)) == date(2026, 9, 30)


def test_days_between_leave_out_the_start() -> None:
    assert workdays.workdays_between(CALENDAR, date(2026, 9, 30), date(2026, 10, 8)) == 1
    assert workdays.workdays_between(CALENDAR, date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert workdays.workdays_between(CALENDAR, date(2026, 11, 23), date(2026, 11, 20)) == -1
    assert workdays.workdays_between(CALENDAR, date(2026, 11, 23), date(2026, 11, 23)) == 0


@given(st.integers(0, 400), st.integers(1, 60))
def test_adding_and_counting_are_inverse(offset: int, days: int) -> None:
    start = date(2026, 1, 1) + timedelta(days=offset)
    end = workdays.add_workdays(CALENDAR, start, days)
    assert workdays.workdays_between(CALENDAR, start, end) == days
