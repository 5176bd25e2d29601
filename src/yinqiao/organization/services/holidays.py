"""The yearly notice of the State Council as a table: read, checked and put in place of the year's rows (D44)."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from yinqiao.organization import events, policies
from yinqiao.organization.models import CalendarDay
from yinqiao.organization.queries.calendar import forget_calendar
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.errors import InvalidInput

MOST_ROWS = 400
_YES = frozenset({"1", "true", "yes", "y", "是", "班", "上班"})
_NO = frozenset({"0", "false", "no", "n", "否", "休", "放假"})


@dataclass(frozen=True, slots=True)
class HolidayRow:
    """One day that differs from the plain week."""

    date: date
    is_workday: bool
    name: str


def read_holidays(text: str) -> list[HolidayRow]:
    """Read ``date,is_workday,name`` lines (a header line is optional); raise InvalidInput naming the first bad line."""
    rows = []
    for number, fields in enumerate(csv.reader(io.StringIO(text.removeprefix("\ufeff"))), start=1):
        if not any(field.strip() for field in fields) or (
            number == 1 and not fields[0].strip()[:1].isdigit()
        ):
            continue
        rows.append(_row(number, [field.strip() for field in fields]))
    return rows


def _row(number: int, fields: list[str]) -> HolidayRow:
    day, workday, name = [*fields, "", "", ""][:3]
    try:
        on = date.fromisoformat(day.replace("/", "-"))
    except ValueError:
        on = None
    if on is None or workday.lower() not in _YES | _NO or not name:
        message = _(
            "Line %(number)s: write date, workday (1 or 0) and name, such as 2027-01-01,0,元旦."
        ) % {"number": number}
        raise InvalidInput(message, fields={"file": message})
    return HolidayRow(on, workday.lower() in _YES, name[:50])


@use_case("organization.calendar-uploaded", permission=policies.EDIT_CALENDAR)
def upload_holidays(
    unit: Unit, *, actor: Actor, now: datetime, rows: Iterable[HolidayRow], source: str
) -> int:
    """Replace the exceptions of the years that `rows` cover; return how many days are in force then.

    A make-up workday must fall on a weekend, a holiday on a weekday or a weekend; each day may occur once.
    """
    days = sorted(rows, key=lambda row: row.date)
    _check(days)
    years = sorted({row.date.year for row in days})
    old = CalendarDay.objects.filter(date__year__in=years)
    unit.audit(
        None, old={"days": old.count()}, new={"days": len(days), "years": years, "source": source}
    )
    old.delete()
    CalendarDay.objects.bulk_create(
        [
            CalendarDay(date=row.date, is_workday=row.is_workday, name=row.name, source=source)
            for row in days
        ]
    )
    forget_calendar()
    unit.publish(events.CalendarChanged(first=days[0].date, last=days[-1].date))
    return len(days)


def _check(days: list[HolidayRow]) -> None:
    saturday = 5
    message = ""
    if not days:
        message = _("The table is empty.")
    elif len(days) > MOST_ROWS:
        message = _("The table is too long.")
    elif len({row.date for row in days}) < len(days):
        message = _("A day occurs twice.")
    else:
        wrong = next(
            (row for row in days if row.is_workday and row.date.weekday() < saturday), None
        )
        if wrong is not None:
            message = _("%(day)s is a workday anyway.") % {"day": wrong.date.isoformat()}
    if message:
        raise InvalidInput(message, fields={"file": message})
