"""商机成效: what the opportunities of each rule came to, as a list, and beside the rule."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui.cursor import Value
from yinqiao.platform.ui.paging import SequenceSource
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import Page, PageKind
from yinqiao.sales import policies, queries, tables
from yinqiao.sales.forms import ResultFilterForm
from yinqiao.sales.queries import Result
from yinqiao.sales.triggers import is_trigger

# Where too few were contacted to tell, a rule stands behind all others.
UNTOLD = Decimal(-1)


class ResultList(ListPage[Result, Result]):
    """Every rule with what it made, and what came of it, over the period chosen."""

    permission = policies.VIEW_RESULTS
    title = cast("str", _("Results of opportunities"))
    template_name = "sales/results.html"
    default_order = "-made"
    unit = _("rules")
    empty = EmptyState(
        _("No result was counted yet"),
        _("Results are counted every morning, and after the nightly data."),
        "chart-bar",
    )

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show one page with the links this actor may follow."""
        self.table = tables.result_table(self.actor)
        return super().get(request, *args, **kwargs)

    def source(self, filters: Mapping[str, object]) -> SequenceSource[Result]:
        """One row a rule: some dozens."""
        today = clock.bank_date(clock.now())
        self.found = queries.rule_results(
            actor=self.actor, today=today, days=int(str(filters.get("days", 0)))
        )
        return SequenceSource(self.found.rows, key=lambda row: row.place, value=_value)

    def extra(self, filters: Mapping[str, object]) -> Mapping[str, object]:
        """What is counted, and since when."""
        return {"results": self.found}

    def _form(self, query: QueryDict) -> Form | None:
        periods = queries.result_periods(on=clock.bank_date(clock.now()))
        return ResultFilterForm(query, periods=periods)


class ResultPanel(Page):
    """The results of one rule beside it, and who has such an opportunity open now."""

    permission = policies.VIEW_RESULTS
    kind = PageKind.FRAGMENT
    template_name = "sales/result_panel.html"
    title = cast("str", _("Results of opportunities"))

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """Show both periods, or 404; a rule that made nothing says so."""
        if not is_trigger(code):
            raise NotFound(gettext("There is no such rule."))
        now = clock.now()
        today = clock.bank_date(now)
        found = [
            queries.rule_results(actor=self.actor, today=today, days=days, kind=code)
            for days in queries.result_periods(on=today)
        ]
        rows, total = queries.open_of_kind(actor=self.actor, kind=code, now=now)
        queries.record_feed(actor=self.actor, rows=rows)
        return self.page(
            {
                "kind_code": code,
                "periods": [
                    (one, row, tables.share_of(row), tables.days_of(row))
                    if (row := one.rows[0] if one.rows else None)
                    else (one, None, "", "")
                    for one in found
                ],
                "rows": rows,
                "total": total,
                "may_list": self.actor.can(policies.VIEW),
            }
        )


def _value(row: Result, field: str) -> Value:
    if field == "median_days":
        return row.median_days if row.median_days is not None else UNTOLD
    if field == "conversion":
        return row.conversion if row.conversion is not None else UNTOLD
    return cast("Value", getattr(row, field))
