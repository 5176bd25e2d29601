"""Reasons of triggers: a text with ``{fact}`` places, filled in for all rows at once (amounts in 万, days, dates, percent).

``{fact:words}`` says what stands instead of its whole clause (up to the next ，) while the figure is not known.
"""

import string
from collections.abc import Mapping

import polars as pl
from django.utils import translation
from django.utils.translation import gettext as _

from yinqiao.customers.choices import LifeEventKind, RegistryEventKind, Tier
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.conditions import Units

_DECIMALS = {FactUnit.YUAN, FactUnit.SHARE, FactUnit.SCORE}
# From so many cents on: cents in the last place, places after the point, unit; as `platform.i18n.formats` writes money in Chinese.
_SCALES = (
    (999_950_000_000, 1_000_000_000, 1, "亿"),
    (9_999_950_000, 100_000_000, 2, "亿"),
    (1_000_000, 100_000, 1, "万"),
)
_THOUSAND = 1_000
_MINUS = "\u2212"
CLAUSE = "，"
CODES = (Tier, LifeEventKind, RegistryEventKind)


def problems(template: str, units: Units) -> list[str]:
    """Return what is wrong with a template: braces that do not close, figures that are not there."""
    try:
        names = places(template)
        specs = [spec or "" for _text, _name, spec, _conversion in _parsed(template)]
    except ValueError:
        return [_("A brace has no partner.")]
    if any("{" in spec or CLAUSE in spec for spec in specs):
        return [_("Words for what is not known hold neither braces nor a comma.")]
    return [
        _("there is no figure {name}.").format(name=name) for name in names if name not in units
    ]


def places(template: str) -> list[str]:
    """Return the names in braces; raise ValueError for braces that do not match."""
    return [name for _text, name, _spec, _conversion in _parsed(template) if name]


def told(template: str, titles: Mapping[str, str]) -> str:
    """Return the template with the titles of its figures in their places, for people who read the rule."""
    return "".join(
        text + (titles.get(name, f"[{name}]") if name else "")
        for text, name, _spec, _conversion in _parsed(template)
    )


def filled(template: str, units: Units) -> pl.Expr:
    """Return the template as a String expression over the facts; what is not known is a dash, or what its place says."""
    clauses = [_clause(parts, units) for parts in _clauses(template)]
    return pl.concat_str(clauses, separator=CLAUSE) if clauses else pl.lit("")


def _parsed(template: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return list(string.Formatter().parse(template))


def _clauses(template: str) -> list[list[tuple[str, str, str]]]:
    """Return the pieces between commas, each as (text, figure behind it, words while that is not known)."""
    found: list[list[tuple[str, str, str]]] = [[]]
    for text, name, spec, _conversion in _parsed(template):
        *whole, last = text.split(CLAUSE)
        for piece in whole:
            found[-1].append((piece, "", ""))
            found.append([])
        found[-1].append((last, name or "", spec or ""))
    return found


def _clause(parts: list[tuple[str, str, str]], units: Units) -> pl.Expr:
    written = [pl.lit("")]
    for text, name, spec in parts:
        written.append(pl.lit(text))
        if name:
            value = _written(name, units[name])
            # Without words of its own a dash; with them the clause is null as a whole, and they take its place.
            written.append(value if spec else value.fill_null("—"))
    instead = "".join(spec for _text, _name, spec in parts)
    return pl.concat_str(written).fill_null(instead)


def _written(name: str, unit: FactUnit) -> pl.Expr:
    value = pl.col(name)
    number = value.cast(pl.Float64) if unit in _DECIMALS else value
    written = {
        FactUnit.YUAN: lambda: _money(number),
        FactUnit.SHARE: lambda: pl.format("{}%", (number * 100).round(1)),
        FactUnit.SCORE: lambda: number.round(0).cast(pl.Int64).cast(pl.String),
        FactUnit.CODE: lambda: value.cast(pl.String).replace(_words()),
        FactUnit.DATE: lambda: value.dt.strftime("%Y-%m-%d"),
        FactUnit.FLAG: lambda: pl.when(value).then(pl.lit("是")).otherwise(pl.lit("否")),
    }
    return written.get(unit, lambda: value.cast(pl.String))()


def _words() -> dict[str, str]:
    """Return the codes that a reason may name with their words, in Chinese as the reasons are."""
    with translation.override("zh-hans"):
        return {code: str(label) for known in CODES for code, label in known.choices}


def _money(value: pl.Expr) -> pl.Expr:
    """Yuan up to 1 万, then 万 and 亿, as the pages write them: ``8,642.50 元``, ``1,286.4 万``, ``6.82 亿``."""
    cents = (value.abs() * 100).round(0).cast(pl.Int64)
    written = pl.format("{} 元", _grouped(cents, 2))
    for start, step, places, unit in reversed(_SCALES):
        rounded = _grouped((cents + step // 2) // step, places)
        written = pl.when(cents >= start).then(pl.format("{} " + unit, rounded)).otherwise(written)
    return pl.when(value < 0).then(pl.lit(_MINUS)).otherwise(pl.lit("")) + written


def _grouped(number: pl.Expr, places: int) -> pl.Expr:
    """Return a whole number of last places with a point before them and a comma at the thousand: 128640 is ``1,286.40``."""
    whole, rest = number // 10**places, (number % 10**places).cast(pl.String)
    units = (whole % _THOUSAND).cast(pl.String)
    grouped = pl.format("{},{}", whole // _THOUSAND, units.str.zfill(3))
    digits = pl.when(whole >= _THOUSAND).then(grouped).otherwise(units)
    return pl.format("{}.{}", digits, rest.str.zfill(places))
