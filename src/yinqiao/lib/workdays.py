"""Business days over a given calendar: weekends and statutory holidays off, make-up workdays (调休) on."""

from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """Days that differ from the plain week. A day in both sets is a workday (the later notice rules)."""

    holidays: frozenset[date] = frozenset()
    makeup_workdays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Tell whether the bank works on `day`."""
        if day in self.makeup_workdays:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def is_holiday(self, day: date) -> bool:
        """Tell whether `day` is a statutory holiday; a plain weekend is none."""
        return day in self.holidays and day not in self.makeup_workdays


def add_workdays(calendar: BusinessCalendar, start: date, days: int) -> date:
    """Return the `days`-th workday after `start` (before it when negative).

    The start itself never counts. With `days` 0: `start`, or the next workday when it is none.
    """
    if days == 0:
        return next_workday(calendar, start)
    step = ONE_DAY if days > 0 else -ONE_DAY
    day, left = start, abs(days)
    while left:
        day += step
        left -= calendar.is_workday(day)
    return day


def next_workday(calendar: BusinessCalendar, day: date) -> date:
    """Return `day` or the first workday after it."""
    while not calendar.is_workday(day):
        day += ONE_DAY
    return day


def previous_workday(calendar: BusinessCalendar, day: date) -> date:
    """Return `day` or the last workday before it."""
    while not calendar.is_workday(day):
        day -= ONE_DAY
    return day


def workdays_between(calendar: BusinessCalendar, start: date, end: date) -> int:
    """Return how many workdays lie after `start` up to and with `end`; negative when `end` is earlier.

    The inverse of `add_workdays`: untouched since Friday is one workday on Monday.
    """
    if end < start:
        return -workdays_between(calendar, end, start)
    return sum(
        calendar.is_workday(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)
    )
