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


def waterfall(found: Explanation) -> Mapping[str, object]:
    """Return the chart: the begin, a step for each cause up or down, the end. Up is red and down green, as money is told here."""
    causes = found.by_cause()
    largest = max([abs(found.begin), abs(found.end), 1])
    unit, divisor = unit_of(yuan(largest))
    names = [_("At the begin"), *(str(Cause(cause).label) for cause in causes), _("At the end")]
    floors, ups, downs, wholes = [0.0], ["-"], ["-"], [scaled(yuan(found.begin), divisor)]
    level = found.begin
    for cents in causes.values():
        low, size = min(level, level + cents), abs(cents)
        floors.append(scaled(yuan(low), divisor))
        ups.append(scaled(yuan(size), divisor) if cents > 0 else "-")  # type: ignore[arg-type]
        downs.append(scaled(yuan(size), divisor) if cents < 0 else "-")  # type: ignore[arg-type]
        wholes.append("-")  # type: ignore[arg-type]
        level += cents
    floors.append(0.0)
    ups.append("-")
    downs.append("-")
    wholes.append(scaled(yuan(found.end), divisor))
    lowest = min(found.begin, found.end, *_levels(found))
    bar = {"type": "bar", "stack": "all", "barMaxWidth": 40}
    clear = {"color": "rgba(0,0,0,0)"}
    return {
        "unit": unit,
        "option": {
            "grid": {"left": 8, "right": 12, "top": 24, "bottom": 4, "containLabel": True},
            "tooltip": {"trigger": "item"},
            "xAxis": {"type": "category", "data": names, "axisLabel": {"interval": 0, "hideOverlap": False}},
            "yAxis": {"type": "value", "min": _floor(lowest, found, divisor)},
            "series": [
                {**bar, "name": "", "silent": True, "itemStyle": clear, "data": floors},
                {**bar, "name": _("Balance"), "itemStyle": {"color": "--k6"}, "data": wholes},
                {**bar, "name": _("Increase"), "itemStyle": {"color": "--up"}, "data": ups},
                {**bar, "name": _("Decrease"), "itemStyle": {"color": "--down"}, "data": downs},
            ],
        },
    }  # fmt: skip


def _levels(found: Explanation) -> list[int]:
    levels, level = [], found.begin
    for cents in found.by_cause().values():
        level += cents
        levels.append(level)
    return levels


def _floor(lowest: int, found: Explanation, divisor: Decimal) -> float:
    """Begin the axis near the lowest step, so that steps are seen beside large balances; from nothing where they are large themselves."""
    highest = max(found.begin, found.end, *_levels(found)) if found.by_cause() else found.end
    spread = highest - lowest
    start = lowest - spread
    return max(0.0, round(scaled(yuan(start), divisor), 0)) if start > 0 else 0.0


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
