"""预测: what the pipeline is to bring, by month and person, and how its stages are passed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import PageKind
from yinqiao.sales import policies, queries
from yinqiao.sales.queries import Forecast
from yinqiao.sales.views.board import Boards

TEN_THOUSAND: Final = Decimal(10_000)


class ForecastPage(Boards):
    """预测."""

    template_name = "sales/forecast.html"
    title = cast("str", _("Forecast"))
    route = "sales:forecast"
    sells = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw it."""
        wanted = self.wanted()
        found = queries.pipeline_forecast(
            actor=self.actor, wanted=wanted, now=clock.now(), pulse=self.pulse
        )
        return self.page(
            {
                "forecast": found,
                "chart": _chart(found),
                "rows": _rows(found),
                "by_history": _has_history(found),
                **self.shared(),
            }
        )


class ForecastProducts(Boards):
    """按产品, loaded after the page: what its products are to bring."""

    kind = PageKind.FRAGMENT
    template_name = "sales/forecast_products.html"
    title = cast("str", _("By product"))
    route = "sales:forecast"
    sells = True

    def get(self, request: HttpRequest) -> HttpResponse:
        """Draw it."""
        lines = queries.product_forecast(actor=self.actor, wanted=self.wanted(), now=clock.now())
        return self.page({"lines": lines, "sees_sums": policies.sees_sums(self.actor)})


def _chart(found: Forecast) -> Mapping[str, object]:
    """Return what was won and what is to be expected, by month, in ten thousand yuan."""
    if not found.sees_sums:
        return {}
    series = (
        (gettext("Won"), "--k1", [line.won for line in found.months]),
        (gettext("By probability"), "--k2", [line.weighted for line in found.months]),
    )
    return {
        "legend": {"top": 0, "right": 0, "itemWidth": 10, "itemHeight": 10},
        "grid": {"left": 8, "right": 12, "top": 32, "bottom": 4, "containLabel": True},
        "xAxis": {"type": "category", "data": [f"{line.month:%Y-%m}" for line in found.months]},
        "yAxis": {"type": "value"},
        "series": [
            *(
                {
                    "type": "bar",
                    "stack": "all",
                    "name": name,
                    "barMaxWidth": 36,
                    "itemStyle": {"color": colour},
                    "data": [float(round(value / TEN_THOUSAND, 1)) for value in values],
                }
                for name, colour, values in series
            ),
            *_history_line(found),
        ],
    }


def _history_line(found: Forecast) -> list[Mapping[str, object]]:
    """Return what was won and what earlier deals make of the rest, as a line over the bars."""
    if not _has_history(found):
        return []
    values = [line.won + (line.by_history or Decimal(0)) for line in found.months]
    return [
        {
            "type": "line",
            "name": gettext("By history"),
            "itemStyle": {"color": "--k3"},
            "lineStyle": {"color": "--k3"},
            "data": [float(round(value / TEN_THOUSAND, 1)) for value in values],
        }
    ]


def _has_history(found: Forecast) -> bool:
    return any(line.by_history is not None for line in found.months)


def _rows(found: Forecast) -> list[Mapping[str, object]]:
    return [{"line": line, "whole": line.won + line.weighted} for line in found.months]
