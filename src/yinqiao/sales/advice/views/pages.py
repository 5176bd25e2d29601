"""下一步建议 on the customer page and on the workbench, and 推荐成效."""

from collections.abc import Mapping
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page
from yinqiao.platform.ui.views.panel import PanelPage
from yinqiao.platform.ui.views.workbench import Block
from yinqiao.sales.advice import policies, queries, rules
from yinqiao.sales.advice.forms import PeriodForm


class AdvicePanel(PanelPage):
    """What to offer the customer next, why, and why not the rest."""

    permission = policies.VIEW
    template_name = "advice/panel.html"
    title = cast("str", _("Next step advised"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The card; the look is in the trail."""
        card = queries.advice_card(actor=self.actor, customer_id=pk, now=self.now)
        queries.record_card(actor=self.actor, card=card)
        return {"card": card}


class AdviceBlock(Block):
    """The best advice among the actor's own customers."""

    permission = policies.VIEW
    template_name = "advice/desk.html"
    title = cast("str", _("Advised today"))

    def block(self) -> Mapping[str, object]:
        """Those that nobody has answered."""
        rows = queries.advice_feed(actor=self.actor, now=self.now)
        queries.record_feed(actor=self.actor, rows=rows)
        run = queries.newest_run()
        return {"rows": rows, "data_on": run.data_on if run else None}


class Results(Page):
    """What advice brought in a quarter, shown beside held out."""

    permission = policies.VIEW_RESULTS
    template_name = "advice/results.html"
    title = cast("str", _("Results of advice"))

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the quarter asked for, or this one."""
        today = clock.bank_date(clock.now())
        periods = queries.result_periods() or [rules.period_of(today)]
        form = PeriodForm(request.GET, periods=periods)
        period = form.cleaned_data["period"] if form.is_valid() else ""
        found = queries.advice_results(actor=self.actor, period=period or periods[0], on=today)
        return self.page({"results": found, "filter_form": form})
