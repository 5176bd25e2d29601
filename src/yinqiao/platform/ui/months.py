"""A month as weeks from Monday to Sunday, with what stands on its days. Pure."""

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from yinqiao.platform.ui.desk import Mark

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """One cell. `is_off`: no workday at the bank."""

    on: date
    is_outside: bool
    is_today: bool
    is_off: bool
    count: int

    @property
    def iso(self) -> str:
        """The day as addresses have it."""
        return self.on.isoformat()

    @property
    def css(self) -> str:
        """The classes of the cell."""
        marks = (("o", self.is_outside), ("t", self.is_today), ("wk", self.is_off))
        return " ".join(("d", *(name for name, is_so in marks if is_so)))

    @property
    def label(self) -> str:
        """What the cell says without being seen: the day, and how much is on it."""
        return f"{self.iso} · {self.count}" if self.count else self.iso


@dataclass(frozen=True, slots=True)
class Month:
    """A month and the days round it that complete its weeks."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def before(self) -> date:
        """The first of the month before."""
        return (self.first - ONE_DAY).replace(day=1)

    @property
    def after(self) -> date:
        """The first of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)


def span(first: date) -> tuple[date, date]:
    """Return the first and the last day that the weeks of the month show."""
    days = [
        day
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
        for day in week
    ]
    return days[0], days[-1]


def month_of(
    first: date, *, today: date, marks: Iterable[Mark], off: Mapping[date, bool] | None = None
) -> Month:
    """Return the month; `off` says of days whether the bank rests, weekends do if it says nothing."""
    counts: dict[date, int] = {}
    for mark in marks:
        counts[mark.on] = counts.get(mark.on, 0) + 1
    known = off or {}
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Month(
        first=first,
        weeks=tuple(
            tuple(
                Day(
                    on=day,
                    is_outside=day.month != first.month,
                    is_today=day == today,
                    is_off=known.get(day, day.weekday() >= calendar.SATURDAY),
                    count=counts.get(day, 0),
                )
                for day in week
            )
            for week in weeks
        ),
    )
