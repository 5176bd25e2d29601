"""Date periods with an exclusive end, months and ages. A day is a calendar day (自然日)."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

ONE_DAY = timedelta(days=1)
# How source systems write "no end": ``99991231``.
FOREVER = date(9999, 12, 31)


class EmptyPeriod(ValueError):
    """A period whose end is not after its start."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `start` up to but without `end`; an `end` of None means open."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise EmptyPeriod(f"{self.start} .. {self.end}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Tell whether the two periods share a day."""
        return self.intersection(other) is not None

    def intersection(self, other: "Period") -> "Period | None":
        """Return the days that both periods have, or None."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        return None if end is not None and end <= start else Period(start, end)

    @property
    def days(self) -> int:
        """How many calendar days; raises `ValueError` for an open period."""
        if self.end is None:
            raise ValueError("an open period has no length")
        return (self.end - self.start).days

    def dates(self) -> Iterator[date]:
        """Yield each day of a closed period in order."""
        return (self.start + timedelta(days=offset) for offset in range(self.days))


def end_or_none(day: date | None) -> date | None:
    """Return the end of something as it is told: no end is None, however it is stored."""
    return None if day == FOREVER else day


def month_of(day: date) -> Period:
    """Return the calendar month that holds `day`."""
    start = day.replace(day=1)
    return Period(start, add_months(start, 1))


def months_in(period: Period) -> Iterator[Period]:
    """Yield each calendar month that a closed period touches, whole, in order."""
    last = period.start + timedelta(days=period.days - 1)
    month = month_of(period.start)
    while month.start <= last:
        yield month
        month = month_of(add_months(month.start, 1))


def days_in_month(day: date) -> int:
    """Return the number of calendar days of the month of `day` (the divisor of a monthly average)."""
    return calendar.monthrange(day.year, day.month)[1]


def days_in_year(day: date) -> int:
    """Return 365 or 366 (the divisor of a yearly average)."""
    return 366 if calendar.isleap(day.year) else 365


def month_end(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=days_in_month(day))


def quarter_start(day: date) -> date:
    """Return the first day of the quarter."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later (or earlier), clamped to the length of the month."""
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month_index + 1, 1)
    return first.replace(day=min(day.day, days_in_month(first)))


def add_years(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes the 28th in common years."""
    return add_months(day, years * 12)


def months_between(start: date, end: date) -> int:
    """Return how many full months lie from `start` to `end` (negative when `end` is earlier)."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if add_months(start, months) > end else months


def age_on(birth_on: date, day: date) -> int:
    """Return the age in full years on `day`: it rises on the birthday itself (29 February on 1 March)."""
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))


def span_problem(
    from_on: date, to_on: date, *, today: date, most_days: int
) -> Literal["", "from", "to", "long"]:
    """Return which end of days ahead is wrong: they begin today or later, end no earlier than they begin, and are `most_days` at most."""
    if from_on < today:
        return "from"
    if to_on < from_on:
        return "to"
    return "long" if (to_on - from_on).days >= most_days else ""
