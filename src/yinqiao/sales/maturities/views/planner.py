"""到期承接: one's own book by week and class with the plan of calls; for a head the books of her managers."""

from datetime import date
from typing import Final, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.errors import DomainError, InvalidInput
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.page import Page, see_other
from yinqiao.sales import policies
from yinqiao.sales.maturities import queries, services
from yinqiao.sales.maturities.services import Wanted
from yinqiao.sales.queries.team import team_members, whose

LEAST_MINUTES, MOST_MINUTES = 10, 480
NEAREST: Final = 8


class PlannerPage(Page):
    """What falls due, what is likely to stay, whom to call when; the days can be changed before they become tasks."""

    permission = policies.WORK
    template_name = "maturities/planner.html"
    title = cast("str", gettext_lazy("Maturity planner"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the plan: one's own, or that of a manager of one's team (`of`)."""
        asked = whole_number(request.GET.get("of", ""))
        if asked is None and not policies.has_book(self.actor) and self.actor.can(policies.LEAD):
            return HttpResponseRedirect(reverse("maturities:books"))
        return self._show({})

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Make tasks of what was ticked; the days stay as they were typed where it cannot be."""
        days = {
            pk: text
            for name, text in request.POST.items()
            if name.startswith("day-") and (pk := whole_number(name.removeprefix("day-")))
        }
        chosen = {pk for text in request.POST.getlist("take") if (pk := whole_number(text))}
        try:
            made = services.take_plan(
                actor=self.actor,
                now=clock.now(),
                wanted=[Wanted(pk, _day(str(days.get(pk, "")))) for pk in sorted(chosen)],
                minutes=_minutes(request.POST.get("minutes", "")),
            )
        except DomainError as error:
            return self._show(
                {pk: str(text) for pk, text in days.items()},
                chosen=chosen,
                said=error.message,
                status=error.status,
            )
        toasts.toast(request, _("{number} tasks opened.").format(number=made))
        return see_other(request, reverse("maturities:planner"))

    def _show(
        self,
        days: dict[int, str],
        *,
        chosen: set[int] | None = None,
        said: str = "",
        status: int = 200,
    ) -> HttpResponse:
        now = clock.now()
        today = clock.bank_date(now)
        values = self.request.GET if self.request.method == "GET" else self.request.POST
        staff_id, name = whose(
            actor=self.actor, staff_id=whole_number(self.request.GET.get("of", "")), on=today
        )
        plan = queries.plan_of(
            actor=self.actor,
            staff_id=staff_id,
            today=today,
            minutes=_minutes(values.get("minutes", "")),
        )
        queries.record_plan(actor=self.actor, plan=plan)
        # The nearest days, and whoever found no room; what was typed stays in sight.
        dated = [day for day in plan.days if day.day is not None]
        near = [*dated[:NEAREST], *(day for day in plan.days if day.day is None)]
        shown = [
            (
                day,
                [
                    (
                        line,
                        days.get(line.customer_id, ""),
                        line.customer_id in chosen if chosen is not None else day.day,
                    )
                    for line in day.lines
                ],
            )
            for day in near
        ]
        return self.page(
            {
                "plan": plan,
                "shown": shown,
                "whose": name,
                "is_own": staff_id == self.actor.staff_id,
                "said": said,
                "today": today,
                "later": sum(len(day.lines) for day in dated[NEAREST:]),
                "breadcrumbs": [(_("Workbench"), reverse("ui:workbench"))],
            },
            status=status,
        )


class BooksPage(Page):
    """The books of the managers of one's units, the most at risk first."""

    permission = policies.LEAD
    template_name = "maturities/books.html"
    title = cast("str", gettext_lazy("Maturities of my team"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show one line a manager."""
        today = clock.bank_date(clock.now())
        people = [
            (pk, f"{name} {number}")
            for pk, name, number in team_members(actor=self.actor, on=today)
        ]
        return self.page({"books": queries.books(actor=self.actor, people=people, today=today)})


def _minutes(text: str) -> int | None:
    found = whole_number(text)
    return min(max(found, LEAST_MINUTES), MOST_MINUTES) if found else None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(_("Choose a day for each customer.")) from None
