"""The option of the bars of money in and out: in upwards in the colour of a rise, out downwards in that of a fall."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from yinqiao.holdings.queries import FlowMonth
from yinqiao.platform.ui.charts import scaled, unit_of


def flow_bars(months: Sequence[FlowMonth]) -> dict[str, object]:
    """Return the option, its unit and its one-line finding; nothing where the reader sees bands only."""
    pairs = [
        (each.money_in, each.money_out)
        for each in months
        if each.money_in is not None and each.money_out is not None
    ]
    if not pairs or len(pairs) < len(months):
        return {}
    unit, divisor = unit_of(max(max(pair) for pair in pairs))
    net = sum((money_in - money_out for money_in, money_out in pairs), Decimal(0))
    finding = (
        _("{count} months: {first} to {last}, more in than out")
        if net >= 0
        else _("{count} months: {first} to {last}, more out than in")
    )
    return {
        "bars": {
            "grid": {"left": 4, "right": 8, "top": 12, "bottom": 0, "containLabel": True},
            "xAxis": {"type": "category", "data": [f"{each.month:%Y-%m}" for each in months]},
            "yAxis": {"type": "value", "splitNumber": 4},
            "series": [
                _series(_("In"), "--up", [scaled(money_in, divisor) for money_in, _out in pairs]),
                _series(_("Out"), "--down", [scaled(-out, divisor) for _in, out in pairs]),
            ],
        },
        "unit": unit,
        "finding": finding.format(
            count=len(pairs), first=f"{months[0].month:%Y-%m}", last=f"{months[-1].month:%Y-%m}"
        ),
    }


def _series(name: str, colour: str, values: list[float]) -> dict[str, object]:
    return {
        "name": name,
        "type": "bar",
        "stack": "flow",
        "barMaxWidth": 18,
        "itemStyle": {"color": colour},
        "data": values,
    }
