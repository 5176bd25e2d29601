"""拜访单 on one A4, from the customer or from an opportunity."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page
from yinqiao.sales import policies, queries


class VisitPage(Page):
    """The sheet of one customer of one's own book; `?about=` puts an opportunity first."""

    permission = policies.WORK
    template_name = "sales/visit.html"
    title = cast("str", gettext_lazy("Visit sheet"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw it; printed, it is one page."""
        now = clock.now()
        found = queries.visit_sheet(
            actor=self.actor,
            customer_id=pk,
            now=now,
            about=whole_number(request.GET.get("about", "")),
        )
        name = found.card.row.name
        return self.page(
            {
                "title": _("Visit sheet: {name}").format(name=name),
                "sheet": found,
                "row": found.card.row,
                "today": clock.bank_date(now),
                "breadcrumbs": [
                    (_("Customers"), reverse("customers:list")),
                    (name, reverse("customers:detail", args=[pk])),
                ],
            }
        )
