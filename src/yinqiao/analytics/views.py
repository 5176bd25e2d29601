"""The panel that draws a customer's AUM."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, cast

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.http import urlencode
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

SPANS: Final[Mapping[str, int | None]] = MappingProxyType({"12": 12, "36": 36, "all": None})
USUAL: Final = "12"
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
        asked = self.request.GET.get("months", USUAL)
        span = asked if asked in SPANS else USUAL
        months = SPANS[span]
        found = queries.aum_trend(
            actor=self.actor,
            customer_id=pk,
            months=None if months is None else months + 1,
            as_of=self.as_of,
        )
        spans = {"12": _("12 months"), "36": _("3 years"), "all": _("Since the start")}
        context: dict[str, object] = {"object": found, "span": span, "spans": spans}
        if found.points and not found.is_empty:
            made_of = queries.allocation(
                actor=self.actor, customer_id=pk, now=self.now, as_of=self.as_of
            )
            context |= {"made_of": made_of, **_drawn(found), **_make_up(made_of)}
        return context

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Draw it; another span goes into the address of the customer page, which hands it back."""
        response = super().get(request, *args, pk=pk, **kwargs)
        if "pick" in request.GET:
            asked = request.GET.get("months", "")
            kept = {"months": asked} if asked in SPANS else {}
            kept |= {name: request.GET[name] for name in ("as_of",) if name in request.GET}
            address = f"{reverse('customers:detail', args=[pk])}?{urlencode(kept)}"
            response["HX-Replace-Url"] = address
        return response


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
        "course": _course(
            [f"{point.day:%Y-%m}" for point in found.points],
            amounts,
            average=scaled(found.average, divisor),
        ),
        "rows": [(point.day.isoformat(), point.text) for point in found.points],
    }


def _course(days: list[str], amounts: list[float], *, average: float) -> dict[str, object]:
    """Draw the line with its newest value written behind its end (above or below, the line itself would run through it), and the average."""
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
                "markLine": {
                    "silent": True,
                    "symbol": "none",
                    "lineStyle": {"type": "dashed", "width": 1, "color": "--text-3"},
                    "label": {
                        "position": "insideStartTop",
                        "color": "--text-3",
                        "fontSize": 11,
                        "formatter": _("average {amount}").format(amount=f"{average:,}"),
                    },
                    "data": [{"yAxis": average}],
                },
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
