"""拜访路线: the visits of a day in the order of their districts, on one sheet; no map."""

from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.interactions import policies, queries
from yinqiao.platform import clock
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.ui.views.page import Page


class RoutePage(Page):
    """One's own visits of a day (``?day=2026-11-30``)."""

    permission = policies.VIEW_TASKS
    template_name = "interactions/route.html"
    title = cast("str", gettext_lazy("Visits of the day"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them; whom they are with is in the trail."""
        today = clock.bank_date(clock.now())
        day = asked_day(request, today)
        stops = queries.visit_route(actor=self.actor, day=day, today=today)
        return self.page(
            {
                "stops": stops,
                "day": day,
                "breadcrumbs": [(_("Tasks and calendar"), reverse("interactions:task-list"))],
            }
        )


def asked_day(request: HttpRequest, today: date) -> date:
    """Return the day of the address, today without one; raise InvalidInput for what is none, or too far away."""
    text = request.GET.get("day", "")
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(_("Write the day as 2026-11-30.")) from None
    if abs(day.year - today.year) > 50:  # noqa: PLR2004 - years
        raise InvalidInput(_("Write the day as 2026-11-30."))
    return day
