"""Figures in words and marks, as pages and charts show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.platform.i18n import formats
from yinqiao.platform.ui.charts import scaled, unit_of
from yinqiao.products.choices import ProductClass
from yinqiao.sales.performance.catalogue import Definition
from yinqiao.sales.performance.choices import Cause, Measure
from yinqiao.sales.performance.queries import Explanation, Line, yuan

CHINESE: Final = "zh-hans"
HUNDRED: Final = Decimal(100)
TEN_THOUSAND: Final = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of a sheet, ready to be shown. `progress` and `pace` in percent of the target."""

    line: Line
    title: str
    value: str
    target: str
    progress: Decimal | None
    pace: Decimal | None
    tone: str
    words: str
    mean: str
    first_value: str
    classes: tuple[tuple[str, str, str], ...]
    changes: tuple[tuple[str, str], ...]


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Return the figures that have a value or a target, in the order of the catalogue."""
    return [_row(line) for line in lines if line.shown is not None or line.target is not None]


def written(definition: Definition, value: Decimal | None, *, signed: bool = False) -> str:
    """Return a value with its unit."""
    if value is None:
        return formats.MISSING
    language = get_language() or CHINESE
    if definition.is_money:
        return formats.money(value, language=language, signed=signed)
    if definition.measure is Measure.SHARE:
        return f"{formats.decimal(value * HUNDRED)}%"
    if definition.measure is Measure.NUMBER:
        return formats.decimal(value, places=2)
    return formats.decimal(value, places=0)


def money(cents: int, *, signed: bool = True) -> str:
    """Return 分 as a short amount."""
    return formats.money(yuan(cents), language=get_language() or CHINESE, signed=signed)


def class_name(code: str) -> str:
    """Return the name of a class of products."""
    return str(ProductClass(code).label) if code in ProductClass.values else code


def scale_of(definition: Definition) -> Decimal:
    """Return what a number in a form is multiplied by: amounts are entered in 10,000 yuan, shares in percent."""
    if definition.is_money:
        return TEN_THOUSAND
    return Decimal("0.01") if definition.measure is Measure.SHARE else Decimal(1)


def unit_name(definition: Definition) -> str:
    """Return the unit in which a target is entered."""
    if definition.is_money:
        return _("10,000 yuan")
    return str(definition.measure.label)


def whole_money(amount: Decimal) -> str:
    """Return yuan as a short amount."""
    return formats.money(amount, language=get_language() or CHINESE)


def waterfall(found: Explanation) -> Mapping[str, object]:
    """Return the chart of a change: the begin, a step for each cause, the end."""
    steps = [(str(Cause(cause).label), yuan(cents)) for cause, cents in found.by_cause().items()]
    return steps_chart(steps, begin=(_("At the begin"), yuan(found.begin)), end=_("At the end"))


def steps_chart(
    steps: Sequence[tuple[str, Decimal]], *, end: str, begin: tuple[str, Decimal] | None = None
) -> Mapping[str, object]:
    """Return a waterfall in yuan. Up is red and down green, as money is told here; a bar below nothing hangs from it."""
    bars = _bars(steps, begin=begin, end=end)
    unit, divisor = unit_of(max([*(abs(edge) for bar in bars for edge in bar.edges), Decimal(1)]))
    bar = {"type": "bar", "stack": "all", "barMaxWidth": 40}
    series = ((_("Balance"), "--k6"), (_("Increase"), "--up"), (_("Decrease"), "--down"))
    return {
        "unit": unit,
        "option": {
            "grid": {"left": 8, "right": 12, "top": 24, "bottom": 4, "containLabel": True},
            "tooltip": {"trigger": "item"},
            "xAxis": {
                "type": "category",
                "data": [one.title for one in bars],
                "axisLabel": {
                    "interval": 0,
                    "hideOverlap": False,
                    "width": 64,
                    "overflow": "break",
                },
            },
            "yAxis": {"type": "value", "min": _floor(bars, divisor)},
            "series": [
                {
                    **bar,
                    "name": "",
                    "silent": True,
                    "itemStyle": {"color": "rgba(0,0,0,0)"},
                    "tooltip": {"show": False},
                    "data": [scaled(one.floor, divisor) for one in bars],
                },
                *(
                    {
                        **bar,
                        "name": name,
                        "itemStyle": {"color": colour},
                        "data": [
                            scaled(one.height, divisor) if one.colour == colour else "-"
                            for one in bars
                        ],
                    }
                    for name, colour in series
                ),
            ],
        },
    }


@dataclass(frozen=True, slots=True)
class _Bar:
    title: str
    start: Decimal
    size: Decimal
    is_level: bool = False

    @property
    def colour(self) -> str:
        """Levels are grey, what adds is red, what takes away green."""
        if self.is_level:
            return "--k6"
        return "--up" if self.size > 0 else "--down"

    @property
    def edges(self) -> tuple[Decimal, Decimal]:
        return min(self.start, self.start + self.size), max(self.start, self.start + self.size)

    @property
    def floor(self) -> Decimal:
        """The clear part below it; nothing for a bar that crosses or touches zero from below."""
        low, high = self.edges
        return low if low >= 0 else min(high, Decimal(0))

    @property
    def height(self) -> Decimal:
        """What is drawn on the clear part: below zero it goes down."""
        low, high = self.edges
        return high - low if low >= 0 else low - min(high, Decimal(0))


def _bars(
    steps: Sequence[tuple[str, Decimal]], *, begin: tuple[str, Decimal] | None, end: str
) -> list[_Bar]:
    level = begin[1] if begin else Decimal(0)
    bars = [_Bar(begin[0], Decimal(0), level, is_level=True)] if begin else []
    for title, size in steps:
        bars.append(_Bar(title, level, size))
        level += size
    return [*bars, _Bar(end, Decimal(0), level, is_level=True)]


def _floor(bars: Sequence[_Bar], divisor: Decimal) -> float | None:
    """Begin the axis near the lowest step, so that steps are seen beside large balances; by itself where any lies near nothing."""
    steps = [
        edge
        for one in bars
        for edge in (one.edges if not one.is_level else (one.start + one.size,))
    ]
    lowest, highest = min(steps), max(steps)
    start = lowest - (highest - lowest)
    shown = int(scaled(start, divisor))
    step: int = 10 ** max(len(str(shown)) - 2, 0)
    return float(shown // step * step) if shown > 0 else None


def _row(line: Line) -> Row:
    definition = line.definition
    progress = line.attained
    pace = None
    if line.target and line.expected is not None:
        pace = min(line.expected / line.target, Decimal(1)) * HUNDRED
    told = line.told
    first = written(definition, told.first_value) if told and told.first_value is not None else ""
    if first and not definition.is_sum:
        first = ""
    return Row(
        line,
        definition.title,
        written(definition, line.shown),
        written(definition, line.target) if line.target is not None else "",
        max(progress, Decimal(0)) * HUNDRED if progress is not None else None,
        pace,
        "w" if line.is_behind else "",
        _words(progress, pace),
        written(definition, line.mean) if line.mean is not None else "",
        first,
        tuple(
            (class_name(cls), written(definition, value), written(definition, goal) if goal else "")
            for cls, value, goal in line.by_class
        ),
        tuple((one.since.isoformat(), written(definition, one.value)) for one in line.changes),
    )


def _words(progress: Decimal | None, pace: Decimal | None) -> str:
    if progress is None:
        return ""
    reached = _("{part} of the target").format(part=f"{formats.decimal(progress * HUNDRED)}%")
    if pace is None:
        return reached
    return f"{reached} · " + _("pace {part}").format(part=f"{formats.decimal(pace)}%")
