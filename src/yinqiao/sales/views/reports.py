"""日报: drafted from what a person really did; she adds a remark and sends it; her head reads it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.lib.numbers import whole_number
from yinqiao.platform import clock
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.sales import policies, queries, services
from yinqiao.sales.forms import ReportForm


class Report(EditPage):
    """The report of one day: the actor's own, or of a member of her team by ``?of=``."""

    permission = policies.WORK
    template_name = "sales/report.html"
    form_class = ReportForm
    title = _("Daily report")
    submit_label = _("Send the report")
    toast_text = _("The report is sent.")

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Remember whose and which."""
        self.now = clock.now()
        self.day = _day(request.GET.get("day", ""), clock.bank_date(self.now))
        self.of = whole_number(request.GET.get("of", ""))
        return super().dispatch(request, *args, **kwargs)

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The remark so far; raise NotFound for somebody who is not of the actor's team."""
        self.staff_id, self.name = queries.whose(actor=self.actor, staff_id=self.of, on=self.day)
        self.card = queries.report_of(staff_id=self.staff_id, day=self.day)
        return {"remark": self.card.remark}, None

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Send one's own."""
        return services.send_report(
            actor=self.actor, now=now, day=self.day, remark=str(data.get("remark", ""))
        )

    def done_url(self, saved: object) -> str:
        """Stay with it."""
        return f"{reverse('sales:report')}?day={self.day.isoformat()}"

    def breadcrumbs(self) -> list[tuple[str, str]]:
        """The workbench above it."""
        return [(str(_("Workbench")), reverse("ui:workbench"))]

    def extra(self) -> Mapping[str, object]:
        """What was done, and what comes next."""
        work = queries.day_work(
            actor=self.actor, staff_id=self.staff_id, day=self.day, now=self.now
        )
        queries.record_report(actor=self.actor, work=work)
        today = clock.bank_date(self.now)
        counts: Mapping[str, object] = self.card.counts or {
            "customers": work.customers,
            "reached": work.reached,
            "agreed": work.agreed,
            "won": work.won,
            "won_amount": work.won_amount,
        }
        is_recent = (today - self.day).days <= services.OLDEST_DAYS
        return {
            "work": work,
            "counts": counts,
            "card": self.card,
            "whose": self.name,
            "is_own": self.staff_id == self.actor.staff_id,
            "may_send": self.staff_id == self.actor.staff_id and is_recent,
            "day": self.day,
            "before": queries.last_workday(self.day),
            "after": work.next_day if work.next_day <= today else None,
        }


def _day(text: str, today: date) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if 0 <= (today - day).days < 366 else today  # noqa: PLR2004 - a year back
