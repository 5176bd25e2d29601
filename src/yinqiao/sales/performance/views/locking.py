"""月结: months, their lock, what the data tell otherwise since, restatements."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import toasts
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.page import Page, PageKind, see_other
from yinqiao.sales.performance import policies, queries, services
from yinqiao.sales.performance.forms import RestateForm
from yinqiao.sales.performance.views import choosing
from yinqiao.sales.performance.writing import class_name


class MonthsPage(Page):
    """The months, and of one of them what differs and what was restated."""

    permission = policies.CLOSE
    template_name = "performance/months.html"
    title = cast("str", _("Month-end"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them; the month looked at is the newest locked one unless another is asked for."""
        today = clock.bank_date(clock.now())
        lines = queries.month_lines(today=today)
        locked = [line.month for line in lines if line.closed_at is not None]
        asked = request.GET.get("month", "")
        month = choosing.month_asked(asked, today) if asked else next(iter(locked), None)
        found = queries.differences(month=month) if month in locked and month else []
        return self.page(
            {
                "months": lines,
                "month": month if month in locked else None,
                "differences": [
                    (one, class_name(one.product_class) if one.product_class else "")
                    for one in found
                ],
                "restated": queries.restated(month=month) if month in locked and month else [],
                "breadcrumbs": [(gettext("Results of the team"), reverse("performance:team"))],
            }
        )


class CloseMonth(Page):
    """Lock a month."""

    permission = policies.CLOSE
    kind = PageKind.ACTION
    template_name = "performance/months.html"

    def post(self, request: HttpRequest, month: str) -> HttpResponse:
        """Lock it, or say why not."""
        try:
            first = date.fromisoformat(f"{month}-01")
        except ValueError:
            raise NotFound(gettext("There is no such month.")) from None
        services.close_month(actor=self.actor, now=clock.now(), month=first)
        toasts.toast(request, gettext("{month} is locked.").format(month=month))
        return see_other(request, f"{reverse('performance:months')}?month={month}")


class Restate(EditPage):
    """Ask that a figure of a locked month is told anew."""

    permission = policies.CLOSE
    form_class = RestateForm
    title = _("Restate a figure")
    submit_label = _("Ask for it")
    toast_text = _("The restatement waits for a second person.")

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """What the data tell now is offered."""
        self.pk = int(str(kwargs["pk"]))
        self.named = queries.result_title(result_id=self.pk)
        if not self.named:
            raise NotFound(gettext("There is no such figure."))
        return {"value": self.request.GET.get("value", "")}, None

    def save(
        self, *, now: datetime, data: Mapping[str, Any], version: int | None, **kwargs: object
    ) -> object:
        """Ask."""
        return services.request_restatement(
            actor=self.actor,
            now=now,
            result_id=self.pk,
            value=data["value"],
            reason=data["reason"],
        )

    def done_url(self, saved: object) -> str:
        """Back to the months."""
        return reverse("performance:months")

    def cancel_url(self) -> str:
        """Back to the months."""
        return reverse("performance:months")

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """Below the months; which figure it is."""
        return [(gettext("Month-end"), reverse("performance:months")), (self.named, "")]
