"""The panel that draws a customer's AUM."""

from collections.abc import Mapping
from typing import cast

from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from yinqiao.analytics import queries
from yinqiao.analytics.queries import AumTrend
from yinqiao.analytics.report import printing
from yinqiao.holdings import policies as holdings
from yinqiao.holdings.queries import Allocation
from yinqiao.platform import clock
from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.charts import scaled, unit_of
from yinqiao.platform.ui.requests import actor_of
from yinqiao.platform.ui.views.panel import PanelPage

SPANS = {"6": 6, "12": 12}
COLOURS = {
    "CASH": "--k6",
    "DEPOSIT": "--k2",
    "FIXED": "--k1",
    "EQUITY": "--k3",
    "INSURANCE": "--k4",
    "ALTERNATIVE": "--k5",
}
# Pixels at the end of the line for its newest value.
LABEL_GAP = 8
DIGIT_WIDTH = 7


class TrendPanel(PanelPage):
    """资产变化与配置: AUM at the month ends and the groups it is made of."""

    permission = holdings.VIEW
    template_name = "analytics/trend.html"
    title = cast("str", gettext_lazy("Assets: course and make-up"))

    def panel(self, pk: int) -> Mapping[str, object]:
        """The course over the span that is asked for, with the options of both charts."""
        asked = self.request.GET.get("months", "12")
        span = asked if asked in SPANS else "12"
        found = queries.aum_trend(
            actor=self.actor, customer_id=pk, months=SPANS[span] + 1, as_of=self.as_of
        )
        context: dict[str, object] = {"object": found, "span": span, "spans": SPANS}
        if found.points and not found.is_empty:
            made_of = queries.allocation(
                actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
            )
            context |= {"made_of": made_of, **_drawn(found), **_make_up(made_of)}
        return context


def _drawn(found: AumTrend) -> dict[str, object]:
    """Return the chart options, the unit that the titles name, and the one-line findings."""
    unit, divisor = unit_of(max(abs(point.amount) for point in found.points))
    amounts = [scaled(point.amount, divisor) for point in found.points]
    last = found.points[-1]
    finding = _("AUM went from {first} to {last}: {change}").format(
        first=found.points[0].text, last=last.text, change=found.change_text
    )
    return {
        "unit": unit,
        "finding": finding,
        "course": _course([f"{point.day:%Y-%m}" for point in found.points], amounts),
        "rows": [(point.day.isoformat(), point.text) for point in found.points],
    }


def _course(days: list[str], amounts: list[float]) -> dict[str, object]:
    """Draw the line with its newest value written behind its end: above or below, the line itself would run through it."""
    newest = f"{amounts[-1]:,}"
    labelled = {
        "value": amounts[-1],
        "symbol": "circle",
        "symbolSize": 7,
        "label": {
            "show": True,
            "position": "right",
            "distance": LABEL_GAP,
            "fontWeight": 600,
            "color": "--text",
            "formatter": newest,
        },
    }
    return {
        "grid": {
            "left": 4,
            "right": 2 * LABEL_GAP + DIGIT_WIDTH * len(newest),
            "top": 12,
            "bottom": 0,
            "containLabel": True,
        },
        "xAxis": {
            "type": "category",
            "data": days,
            "boundaryGap": False,
        },
        "yAxis": {"type": "value", "scale": True, "splitNumber": 3},
        "series": [
            {
                "type": "line",
                "data": [*amounts[:-1], labelled],
                "symbol": "none",
                "lineStyle": {"width": 2},
                "areaStyle": {"color": "--accent-soft"},
            }
        ],
    }


def _make_up(found: Allocation) -> dict[str, object]:
    """Return the ring with its one-line finding, its parts in their fixed colours."""
    if found.total <= 0:
        return {}
    unit, divisor = unit_of(found.total)
    largest = max(found.parts, key=lambda part: part.amount)
    option = {
        "tooltip": {"trigger": "item"},
        "title": {
            "text": formats.decimal(found.total / divisor),
            "subtext": unit,
            "left": "center",
            "top": "36%",
            "itemGap": 2,
            "textStyle": {"fontSize": 14, "fontWeight": 600, "color": "--text"},
            "subtextStyle": {"fontSize": 11, "color": "--text-3"},
        },
        "series": [
            {
                "type": "pie",
                "radius": ["64%", "94%"],
                "label": {"show": False},
                "itemStyle": {"borderColor": "--surface", "borderWidth": 2},
                "data": [
                    {
                        "name": part.title,
                        "value": scaled(part.amount, divisor),
                        "itemStyle": {"color": COLOURS[part.key]},
                    }
                    for part in found.parts
                    if part.amount > 0
                ],
            }
        ],
    }
    return {
        "make_up": option,
        "make_up_unit": unit,
        "make_up_finding": _("{title} is the largest part").format(title=largest.title),
    }


def asset_report(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send the report on the allocation of assets as PDF; the trail has it before it is drawn."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET"])
    actor, now = actor_of(request), clock.now()
    found = printing.print_report(actor=actor, now=now, customer_id=pk)
    language = get_language() or queries.CHINESE
    return StreamingHttpResponse(
        printing.drawn(found, actor=actor, now=now, language=language),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{found.number}.pdf"',
            "Cache-Control": "no-store",
        },
    )
