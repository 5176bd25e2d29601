"""日程: the month with what is due on each day, and the same as a calendar file (D8)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.interactions import ics, policies, queries
from yinqiao.interactions.queries import Todo
from yinqiao.interactions.views.route import asked_day
from yinqiao.lib.periods import add_months
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.views.page import Page, PageKind

FURTHEST_YEARS: Final = 50
SPANS: Final = {"week": 7, "day": 1}


@dataclass(frozen=True, slots=True)
class Day:
    """One square of the month; days of the months beside it carry no tasks."""

    day: date
    is_in_month: bool
    is_today: bool
    is_workday: bool
    tasks: tuple[Todo, ...]


class CalendarPage(Page):
    """One's own tasks of a month (``?month=2026-11``), by day."""

    permission = policies.VIEW_TASKS
    kind = PageKind.PLAIN
    template_name = "interactions/calendar.html"
    title = cast("str", gettext_lazy("Calendar"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the month."""
        today = clock.bank_date(clock.now())
        span = SPANS.get(request.GET.get("view", ""))
        if span is not None:
            return self._days(asked_day(request, today), today=today, span=span)
        month = _month(request.GET.get("month", ""), today)
        last = add_months(month, 1) - timedelta(days=1)
        rows = queries.due_between(actor=self.actor, first=month, last=last, today=today)
        return self.page(
            {
                "weeks": _weeks(month, rows, today),
                "month": month,
                "before": f"{add_months(month, -1):%Y-%m}",
                "after": f"{add_months(month, 1):%Y-%m}",
                "today": today,
                "number": len(rows),
                "days": [row for row in rows if row.is_open],
                "breadcrumbs": [(_("Tasks and calendar"), reverse("interactions:task-list"))],
            }
        )

    def _days(self, day: date, *, today: date, span: int) -> HttpResponse:
        """Show the week of a day, or the day alone."""
        first = day - timedelta(days=day.weekday()) if span > 1 else day
        days = [first + timedelta(days=number) for number in range(span)]
        rows = queries.due_between(actor=self.actor, first=days[0], last=days[-1], today=today)
        return self.page(
            {
                "span": [(one, [row for row in rows if row.due_on == one]) for one in days],
                "view": self.request.GET["view"],
                "month": first,
                "before": first - timedelta(days=span),
                "after": first + timedelta(days=span),
                "today": today,
                "number": len(rows),
                "breadcrumbs": [(_("Tasks and calendar"), reverse("interactions:task-list"))],
            }
        )


class CalendarFile(Page):
    """One's own open tasks as a calendar file: names masked, for it leaves the bank's pages."""

    permission = policies.VIEW_TASKS
    kind = PageKind.DOWNLOAD

    def get(self, request: HttpRequest) -> HttpResponse:
        """Send the file."""
        now = clock.now()
        body = ics.calendar_file(actor=self.actor, now=now)
        return HttpResponse(
            body,
            content_type="text/calendar; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="tasks-{clock.bank_date(now)}.ics"',
                "Cache-Control": "no-store",
            },
        )


def _month(text: str, today: date) -> date:
    if not text:
        return today.replace(day=1)
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise InvalidInput(_("Write the month as 2026-11.")) from None
    if abs(month.year - today.year) > FURTHEST_YEARS:
        raise InvalidInput(_("Write the month as 2026-11."))
    return month


def _weeks(month: date, rows: list[Todo], today: date) -> list[list[Day]]:
    by_day: dict[date, list[Todo]] = {}
    for row in rows:
        if row.due_on is not None:
            by_day.setdefault(row.due_on, []).append(row)
    bank = organization.calendar()
    return [
        [
            Day(
                day=day,
                is_in_month=day.month == month.month,
                is_today=day == today,
                is_workday=bank.is_workday(day),
                tasks=tuple(by_day.get(day, ())) if day.month == month.month else (),
            )
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]
