"""工作台: the page, the two blocks that gather what all rooms give, and how a person lays it out."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui import desk, layouts, months, queries, services, todos
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.page import Page, PageKind, see_other

MORNING_ENDS, NOON_ENDS, EVENING_BEGINS = 11, 13, 18


class Workbench(Page):
    """The day at a glance: greeting, what waits, and the blocks."""

    permission = desk.VIEW
    template_name = "ui/workbench/page.html"
    title = cast("str", gettext_lazy("Workbench"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the page; the blocks load on their own."""
        now = clock.now()
        allowed = [entry for entry in desk.actions.values() if entry.may_see(self.actor)]
        columns = layouts.columns(queries.workbench_of(actor=self.actor))
        return self.page(
            {
                "greeting": greeting(now),
                "name": given_name(self.actor.name),
                "today": clock.bank_date(now),
                "buttons": [
                    (_(entry.title), reverse(entry.url_name), entry.icon, entry.is_primary)
                    for entry in sorted(allowed, key=lambda entry: entry.is_primary)
                ],
                "top": columns[desk.Column.TOP],
                "columns": [(name, columns[name]) for name in desk.COLUMNS if columns[name]],
            }
        )


class Block(Page):
    """A block of the workbench: a fragment without an object."""

    permission = desk.VIEW
    kind = PageKind.FRAGMENT

    @cached_property
    def now(self) -> datetime:
        """The moment of the request."""
        return clock.now()

    @cached_property
    def today(self) -> date:
        """The day at the bank."""
        return clock.bank_date(self.now)

    def block(self) -> Mapping[str, object]:
        """Return the template's context."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Draw the block."""
        return self.page({"today": self.today, **self.block()})


class Todos(Block):
    """今日待办 of all rooms, by urgency, customer or time."""

    template_name = "ui/workbench/todos.html"
    title = cast("str", gettext_lazy("To do today"))

    def block(self) -> Mapping[str, object]:
        """The first lines, or all that the rooms gave."""
        by = _by(self.request.GET.get("by", ""))
        answer = todos.gather(self.actor, self.now)
        found = todos.lines(answer.rows, by=by, today=self.today)
        shows_all = "all" in self.request.GET
        shown = found if shows_all else todos.shown(found)
        orders = [
            (todos.By.URGENCY, _("By urgency")),
            (todos.By.CUSTOMER, _("By customer")),
            (todos.By.TIME, _("By time")),
        ]
        return {
            "lines": shown,
            "answer": answer,
            "left": max(len(found) - len(shown), 0),
            "beyond": max(answer.total - len(found), 0) if shows_all else 0,
            "by": by,
            "orders": orders,
        }


class Calendar(Block):
    """The month with what is due on its days, and the list of one day."""

    template_name = "ui/workbench/calendar.html"
    title = cast("str", gettext_lazy("Calendar"))

    def block(self) -> Mapping[str, object]:
        """The month of the day asked for."""
        day = _day(self.request.GET.get("day", "")) or self.today
        first = day.replace(day=1)
        start, end = months.span(first)
        marks = [mark for source in desk.agenda.values() for mark in source(self.actor, start, end)]
        off = {
            day: rests
            for source in desk.rest_days.values()
            for day, rests in source(start, end).items()
        }
        month = months.month_of(first, today=self.today, marks=marks, off=off)
        of_day = [mark for mark in marks if mark.on == day]
        of_day.sort(key=lambda mark: (mark.at is None, mark.at, mark.title))
        return {"month": month, "day": day, "marks": of_day}


class Layout(Page):
    """调整布局: every block, where it stands, and a step for each button; keys alone are enough."""

    permission = desk.VIEW
    template_name = "ui/workbench/layout.html"
    title = cast("str", gettext_lazy("Arrange the workbench"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show them."""
        placed = queries.workbench_of(actor=self.actor)
        places = [
            *((column.value, title) for column, title in _column_titles()),
            (layouts.HIDDEN, _("Not shown")),
        ]
        groups = [
            (place, title, [one for one in placed if one.place == place]) for place, title in places
        ]
        return self.page(
            {
                "groups": [group for group in groups if group[2] or group[0] in desk.COLUMNS],
                "moves": [(column.value, title) for column, title in _column_titles()[1:]],
                "breadcrumbs": [(_("Workbench"), reverse("ui:workbench"))],
            }
        )


@require_POST
def layout_moves(request: HttpRequest) -> HttpResponseBase:
    """Move one block a step, to another column, or out of sight."""
    actor = actor_of(request)
    placed = queries.workbench_of(actor=actor)
    key = request.POST.get("block", "")
    if key not in {one.block.key for one in placed}:
        raise InvalidInput(_("There is no such block."))
    chosen = layouts.moved(placed, key, request.POST.get("move", ""))
    services.arrange_workbench(actor=actor, now=clock.now(), blocks=chosen)
    # Back at the block: keys go on from there.
    return see_other(request, f"{reverse('ui:layout')}#place-{key}")


@require_POST
def layout_resets(request: HttpRequest) -> HttpResponseBase:
    """Lay everything out as it was made."""
    services.arrange_workbench(actor=actor_of(request), now=clock.now(), blocks={})
    return see_other(request, reverse("ui:layout"))


def greeting(now: datetime) -> str:
    """Return how the hour is greeted at the bank."""
    hour = now.astimezone(clock.BANK_ZONE).hour
    if hour < MORNING_ENDS:
        return _("Good morning")
    if hour < NOON_ENDS:
        return _("Good midday")
    return _("Good afternoon") if hour < EVENING_BEGINS else _("Good evening")


def given_name(name: str) -> str:
    """Return what a colleague is called: the given name where the surname has one character, else the name as it is."""
    return name[1:] if len(name) == 3 and not name.isascii() else name  # noqa: PLR2004 - one surname, two given


def _column_titles() -> list[tuple[desk.Column, str]]:
    return [
        (desk.Column.TOP, _("Across the page")),
        (desk.Column.LEFT, _("Left column")),
        (desk.Column.MIDDLE, _("Middle column")),
        (desk.Column.RIGHT, _("Right column")),
    ]


def _by(text: str) -> todos.By:
    return todos.By(text) if text in list(todos.By) else todos.By.URGENCY


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Two years either way: beyond that there is nothing to look at.
    return day if abs((day - clock.bank_date(clock.now())).days) < 2 * 366 else None
