"""On which days a task comes again, and in which order the visits of a day are made: pure rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from yinqiao.interactions.choices import Repeat
from yinqiao.lib.periods import add_months
from yinqiao.lib.workdays import BusinessCalendar, add_workdays, next_workday

# A year of weeks, or three months of workdays: more is a habit and no plan.
MOST: Final = 60
_LAST: Final = time(23, 59)


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit of a day: where (city and district), and when where a time was agreed."""

    task_id: int
    city: str
    district: str
    at: time | None


def occurrences(
    first: date, repeat: str, *, until: date, calendar: BusinessCalendar
) -> tuple[date, ...]:
    """Return the days from `first` to `until`; one that is no workday moves to the next workday, and none stands twice.

    Of a series of more than `MOST` one day more, and no further: so it can be told.
    """
    days: list[date] = []
    number = 0
    while len(days) <= MOST:
        planned = _nth(first, repeat, number, calendar=calendar)
        day = next_workday(calendar, planned) if number else planned
        if planned > until or (number and day > until):
            break
        if day not in days:
            days.append(day)
        number += 1
        if repeat == Repeat.ONCE:
            break
    return tuple(days)


def _nth(first: date, repeat: str, number: int, *, calendar: BusinessCalendar) -> date:
    if repeat == Repeat.WEEKLY:
        return first + timedelta(days=7 * number)
    if repeat == Repeat.MONTHLY:
        return add_months(first, number)
    return add_workdays(calendar, first, number) if number else first


def route(stops: Iterable[Stop]) -> list[Stop]:
    """Return the visits district by district: that with the earliest agreed time first, in a district those with a time by it, then the others.

    Who has no address comes last.
    """
    found = list(stops)
    earliest: dict[tuple[str, str], time] = {}
    for one in found:
        place = (one.city, one.district)
        earliest[place] = min(earliest.get(place, _LAST), one.at or _LAST)
    return sorted(
        found,
        key=lambda one: (
            not one.district,
            earliest[one.city, one.district],
            one.city,
            one.district,
            one.at or _LAST,
            one.task_id,
        ),
    )
