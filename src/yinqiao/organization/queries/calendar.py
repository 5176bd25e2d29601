"""The bank's calendar as lib.workdays understands it."""

from dataclasses import dataclass
from datetime import date

from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.organization.models import CalendarDay
from yinqiao.platform.kept import Kept

KEEP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class DayLine:
    """One exception of the calendar."""

    date: date
    is_workday: bool
    name: str
    source: str


def _read() -> BusinessCalendar:
    rows = list(CalendarDay.objects.order_by().values_list("date", "is_workday"))
    return BusinessCalendar(
        holidays=frozenset(day for day, is_workday in rows if not is_workday),
        makeup_workdays=frozenset(day for day, is_workday in rows if is_workday),
    )


# It changes once a year and is asked for on every page with a clock.
_kept = Kept(_read, seconds=KEEP_SECONDS)


def forget_calendar() -> None:
    """Read again at the next call (after an upload)."""
    _kept.forget()


def calendar() -> BusinessCalendar:
    """Return the calendar with all known holidays and make-up workdays; other days follow the plain week."""
    return _kept.get()


def rest_days(first: date, last: date) -> dict[date, bool]:
    """Return of the exceptions in the span whether the bank rests on them."""
    known = calendar()
    named = known.holidays | known.makeup_workdays
    return {day: not known.is_workday(day) for day in named if first <= day <= last}


def calendar_days(*, year: int) -> list[DayLine]:
    """Return the exceptions of one year in order."""
    rows = CalendarDay.objects.filter(date__year=year).order_by("date")
    return [DayLine(row.date, row.is_workday, row.name, row.source) for row in rows]


def known_years() -> list[int]:
    """Return the years that have exceptions, newest first; a year without any needs an upload."""
    years = CalendarDay.objects.order_by().values_list("date__year", flat=True).distinct()
    return sorted(years, reverse=True)
