"""Reasons of triggers: a text with ``{fact}`` places, filled in for all rows at once (amounts in 万, days, dates, percent)."""

import string

import polars as pl
from django.utils.translation import gettext as _

from yinqiao.insights.choices import FactUnit
from yinqiao.insights.conditions import Units

_DECIMALS = {FactUnit.YUAN, FactUnit.SHARE, FactUnit.SCORE}
_WAN = 10_000
_YI = 100_000_000


def problems(template: str, units: Units) -> list[str]:
    """Return what is wrong with a template: braces that do not close, figures that are not there."""
    try:
        names = places(template)
    except ValueError:
        return [_("A brace has no partner.")]
    return [
        _("there is no figure {name}.").format(name=name) for name in names if name not in units
    ]


def places(template: str) -> list[str]:
    """Return the names in braces; raise ValueError for braces that do not match."""
    return [name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name]


def filled(template: str, units: Units) -> pl.Expr:
    """Return the template as a String expression over the facts; what is not known is a dash."""
    parts: list[pl.Expr] = []
    for text, name, _spec, _conversion in string.Formatter().parse(template):
        if text:
            parts.append(pl.lit(text))
        if name:
            parts.append(_written(name, units[name]).fill_null("—"))
    return pl.concat_str(parts) if parts else pl.lit("")


def _written(name: str, unit: FactUnit) -> pl.Expr:
    value = pl.col(name)
    number = value.cast(pl.Float64) if unit in _DECIMALS else value
    written = {
        FactUnit.YUAN: lambda: _money(number),
        FactUnit.SHARE: lambda: pl.format("{}%", (number * 100).round(1)),
        FactUnit.SCORE: lambda: number.round(0).cast(pl.Int64).cast(pl.String),
        FactUnit.DATE: lambda: value.dt.strftime("%Y-%m-%d"),
        FactUnit.FLAG: lambda: pl.when(value).then(pl.lit("是")).otherwise(pl.lit("否")),
    }
    return written.get(unit, lambda: value.cast(pl.String))()


def _money(value: pl.Expr) -> pl.Expr:
    """Yuan up to 1 万, then 万 and 亿 with one or two places, as the pages write them."""
    size = value.abs()
    return (
        pl.when(size >= _YI)
        .then(pl.format("{} 亿元", (value / _YI).round(2)))
        .when(size >= _WAN)
        .then(pl.format("{} 万元", (value / _WAN).round(1)))
        .otherwise(pl.format("{} 元", value.round(2)))
    )
