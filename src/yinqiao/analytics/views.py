"""The panel that draws a customer's AUM."""

from collections.abc import Mapping
from decimal import Decimal
from typing import cast

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from yinqiao.analytics import queries
from yinqiao.analytics.queries import AumTrend
from yinqiao.holdings import policies as holdings
from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.views.panel import PanelPage

SPANS = {"6": 6, "12": 12}
COLOURS = {"DEMAND": "--k1", "TIME": "--k2", "WM": "--k3", "FUND": "--k4", "OTHER": "--k6"}
# Pixels at the end of the line for its newest value.
LABEL_GAP = 8
DIGIT_WIDTH = 7
LARGE = Decimal(10_000)


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
            context |= _drawn(found)
        return context


def _drawn(found: AumTrend) -> dict[str, object]:
    """Return the chart options, the unit that the titles name, and the one-line findings."""
    unit, divisor = _unit(max(abs(point.amount) for point in found.points))
    amounts = [round(float(point.amount / divisor), 1) for point in found.points]
    last = found.points[-1]
    finding = _("AUM went from {first} to {last}: {change}").format(
        first=found.points[0].text, last=last.text, change=found.change_text
    )
    return {
        "unit": unit,
        "finding": finding,
        "course": _course([f"{point.day:%Y-%m}" for point in found.points], amounts),
        "rows": [(point.day.isoformat(), point.text) for point in found.points],
        "make_up": _make_up(found, divisor),
        "make_up_finding": _("{title} is the largest part").format(
            title=max(found.parts, key=lambda part: part.amount).title
        )
        if found.parts
        else "",
    }


def _unit(largest: Decimal) -> tuple[str, Decimal]:
    """Return the unit of the axis and what an amount in yuan is divided by."""
    is_chinese = formats.is_chinese(get_language() or queries.CHINESE)
    if largest < LARGE:
        return ("元" if is_chinese else "CNY"), Decimal(1)
    return ("万元", LARGE) if is_chinese else ("k CNY", Decimal(1_000))


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


def _make_up(found: AumTrend, divisor: Decimal) -> dict[str, object]:
    return {
        "tooltip": {"trigger": "item"},
        "title": {
            "text": formats.decimal(found.points[-1].amount / divisor),
            "subtext": _("in all"),
            "left": "center",
            "top": "34%",
            "itemGap": 2,
            "textStyle": {"fontSize": 13, "fontWeight": 600, "color": "--text"},
            "subtextStyle": {"fontSize": 11, "color": "--text-3"},
        },
        "series": [
            {
                "type": "pie",
                "radius": ["60%", "92%"],
                "label": {"show": False},
                "itemStyle": {"borderColor": "--surface", "borderWidth": 2},
                "data": [
                    {
                        "name": part.title,
                        "value": round(float(part.amount / divisor), 1),
                        "itemStyle": {"color": COLOURS[part.key]},
                    }
                    for part in found.parts
                ],
            }
        ],
    }
