"""风险画像 on the customer page; 风险提示, the worklist of the risk desk."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.compliance.risk import policies, queries, services, tables
from yinqiao.compliance.risk.choices import AlertState
from yinqiao.compliance.risk.forms import AlertFilterForm, VerdictForm
from yinqiao.compliance.risk.models import RiskAlert
from yinqiao.compliance.risk.queries import AlertRow
from yinqiao.holdings import policies as holdings
from yinqiao.platform.ui.paging import QuerySetSource
from yinqiao.platform.ui.views.edit import EditPage
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.panel import PanelPage

ALL = "ALL"


class RiskProfilePanel(PanelPage):
    """Repayment and public events in neutral words; alerts for the risk desk alone."""

    permission = holdings.VIEW
    template_name = "compliance/risk_profile.html"
    title = cast("str", gettext_lazy("Risk profile"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """As of today."""
        found = queries.risk_profile(actor=self.actor, customer_id=pk, now=self.now)
        if found.alerts:
            queries.record_listed(actor=self.actor, rows=found.alerts)
        return {"profile": found, "may_judge": self.actor.can(policies.JUDGE_ALERT)}


class AlertList(ListPage[RiskAlert, AlertRow]):
    """Whom the marks of risk name, and what was said."""

    permission = policies.VIEW_ALERT
    title = cast("str", gettext_lazy("Risk alerts"))
    filter_form = AlertFilterForm
    default_order = "-raised_at"
    empty = EmptyState(
        gettext_lazy("No alert waits"),
        gettext_lazy("Alerts come with the nightly data, each mark of a customer once."),
        "alert-triangle",
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show one page with the columns of this actor."""
        self.table = tables.alerts(self.actor)
        return super().get(request, *args, **kwargs)

    def source(self, filters: Mapping[str, object]) -> QuerySetSource[RiskAlert]:
        """By state."""
        asked = str(filters.get("state", "")) or AlertState.OPEN.value
        state = "" if asked == ALL else asked
        return QuerySetSource(queries.alert_list(actor=self.actor, state=state))

    def present(self, rows: list[RiskAlert]) -> list[AlertRow]:
        """One page as read models; whom it showed is in the trail."""
        shown = queries.alert_rows(rows, actor=self.actor)
        queries.record_listed(actor=self.actor, rows=shown)
        return shown


class JudgeAlert(EditPage):
    """The verdict of the risk desk."""

    permission = policies.JUDGE_ALERT
    form_class = VerdictForm
    title = cast("str", gettext_lazy("Judge the alert"))
    toast_text = cast("str", gettext_lazy("The verdict is written down."))

    def load(self, **kwargs: object) -> tuple[Mapping[str, object], int | None]:
        """The alert must be one of a customer in scope."""
        self.row = queries.alert_row(actor=self.actor, alert_id=cast("int", kwargs["alert_id"]))
        return {}, self.row.version

    def save(
        self, *, now: datetime, data: Mapping[str, object], version: int | None, **kwargs: object
    ) -> object:
        """Write it down."""
        services.judge_alert(
            actor=self.actor,
            now=now,
            alert_id=cast("int", kwargs["alert_id"]),
            version=version or 0,
            state=str(data["state"]),
            verdict=str(data["verdict"]),
        )
        return None

    def done_url(self, saved: object) -> str:
        """Back to the list."""
        return reverse("compliance:risk-alerts")

    def cancel_url(self) -> str:
        """Back to the list."""
        return self.done_url(None)

    def breadcrumbs(self) -> Sequence[tuple[str, str]]:
        """The list, and whose alert it is."""
        return [
            (_("Risk alerts"), reverse("compliance:risk-alerts")),
            (self.row.customer, reverse("customers:detail", args=[self.row.customer_id])),
        ]
