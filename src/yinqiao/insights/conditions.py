"""Conditions of triggers as plain data: read, checked with exact messages, told in words, and turned into one column-wise expression.

A condition is a leaf ``{"fact": "aum_drop", "op": ">=", "value": 0.2}``, or ``{"all": […]}``, ``{"any": […]}``, ``{"not": …}`` of conditions. A leaf
may scale with the tier: ``"by_tier": {"MASS": 50000, …}`` (a tier that is not named takes ``value``; without one it never fits). An unknown value
(null) fits no leaf, and neither does it fit its opposite.
"""

import json
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl
from django.utils.translation import gettext as _

from yinqiao.insights.choices import FactUnit

TIER = "tier_now"
_COMPARISONS: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
OPERATORS = tuple(_COMPARISONS)
_GROUPS = {"all", "any"}
_MOST_DEPTH = 5
NUMBERS = {FactUnit.YUAN, FactUnit.COUNT, FactUnit.DAYS, FactUnit.MONTHS, FactUnit.SHARE, FactUnit.SCORE}  # fmt: skip
# What a trigger may name beside the facts: the run itself, and the deposit or position that falls due.
RUN_UNITS = {"data_on": FactUnit.DATE, "birthday_year": FactUnit.CODE}
OBJECT_UNITS = {
    "object_key": FactUnit.CODE,
    "object_name": FactUnit.CODE,
    "object_amount": FactUnit.YUAN,
    "object_on": FactUnit.DATE,
    "object_days": FactUnit.DAYS,
    "object_renewal": FactUnit.CODE,
}
Condition = Mapping[str, object]
Units = Mapping[str, FactUnit]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One comparison; `by_tier` holds the values of tiers that differ from `value` (None: no value for other tiers)."""

    fact: str
    op: str
    value: object
    by_tier: tuple[tuple[str, object], ...] = ()


def problems(condition: object, units: Units) -> list[str]:
    """Return what is wrong with a condition, each with its place (``all[1]``); nothing if it can be used."""
    if "\\u0000" in json.dumps(condition, default=str):
        # The database stores no such character.
        return [_("The character that cannot be stored stands in it.")]
    return [f"{place or _('condition')}: {text}" for place, text in _problems(condition, units)]


def _problems(
    condition: object, units: Units, *, place: str = "", depth: int = 0
) -> Iterator[tuple[str, str]]:
    if not isinstance(condition, Mapping) or not condition or depth > _MOST_DEPTH:
        yield place, _("a comparison, all, any or not is expected, at most five levels deep.")
        return
    name, inner = next(iter(condition.items()))
    if name in _GROUPS and len(condition) == 1:
        if not isinstance(inner, list) or not inner:
            yield place, _("{name} needs a list of conditions.").format(name=name)
            return
        for number, item in enumerate(inner):
            yield from _problems(item, units, place=f"{place}{name}[{number}]", depth=depth + 1)
    elif name == "not" and len(condition) == 1:
        yield from _problems(inner, units, place=f"{place}not", depth=depth + 1)
    else:
        for text in _leaf_problems(condition, units):
            yield place, text


def _leaf_problems(condition: Condition, units: Units) -> Iterator[str]:
    fact, op = condition.get("fact"), condition.get("op")
    by_tier = condition.get("by_tier", {})
    unknown = sorted(set(condition) - {"fact", "op", "value", "by_tier"})
    if unknown:
        yield _("unknown: {names}.").format(names=", ".join(unknown))
    if op not in OPERATORS:
        yield _("{op} is none of {known}.").format(op=op, known=" ".join(OPERATORS))
    if not isinstance(by_tier, Mapping) or (condition.get("value") is None and not by_tier):
        yield _("a value is lacking.")
    if not isinstance(fact, str) or fact not in units:
        yield _("there is no figure {name}.").format(name=fact)
        return
    values = by_tier.values() if isinstance(by_tier, Mapping) else ()
    for value in (condition.get("value"), *values):
        if value is not None and not _fits(value, units[fact]):
            yield _("{value} is no value of {name}.").format(value=value, name=fact)


def _fits(value: object, unit: FactUnit) -> bool:
    if unit is FactUnit.FLAG:
        return isinstance(value, bool)
    if unit in NUMBERS:
        is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
        return is_number and not (isinstance(value, float) and not math.isfinite(value))
    if unit is FactUnit.DATE:
        try:
            return isinstance(value, str) and bool(date.fromisoformat(value))
        except ValueError:
            return False
    return isinstance(value, str)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Yield every comparison."""
    for name in ("all", "any"):
        inner = condition.get(name)
        if isinstance(inner, list):
            for item in inner:
                yield from leaves(item)
            return
    inner = condition.get("not")
    if isinstance(inner, Mapping):
        yield from leaves(inner)
        return
    yield leaf(condition)


def leaf(condition: Condition) -> Leaf:
    """Read a comparison that has been checked."""
    by_tier = condition.get("by_tier")
    scaled = tuple(by_tier.items()) if isinstance(by_tier, Mapping) else ()
    return Leaf(str(condition["fact"]), str(condition["op"]), condition.get("value"), scaled)


def facts_used(condition: Condition) -> frozenset[str]:
    """Return the facts that a condition asks for."""
    found = {item.fact for item in leaves(condition)}
    return frozenset(found | ({TIER} if any(item.by_tier for item in leaves(condition)) else set()))


def expression(condition: Condition, units: Units) -> pl.Expr:
    """Return the condition as a Boolean expression over the facts, never null."""
    return _expression(condition, units).fill_null(value=False)


def _expression(condition: Condition, units: Units) -> pl.Expr:
    inner = condition.get("all")
    if isinstance(inner, list):
        return pl.all_horizontal([_expression(item, units) for item in inner])
    inner = condition.get("any")
    if isinstance(inner, list):
        return pl.any_horizontal([_expression(item, units) for item in inner])
    inner = condition.get("not")
    if isinstance(inner, Mapping):
        return ~_expression(inner, units)
    return _comparison(leaf(condition), units)


def _comparison(item: Leaf, units: Units) -> pl.Expr:
    unit = units[item.fact]
    wanted = _literal(item.value, unit)
    for tier, value in item.by_tier:
        wanted = pl.when(pl.col(TIER) == tier).then(_literal(value, unit)).otherwise(wanted)
    held = pl.col(item.fact)
    compare = _COMPARISONS[item.op]
    return compare(held.cast(pl.Float64) if unit in NUMBERS else held, wanted)


def _literal(value: object, unit: FactUnit) -> pl.Expr:
    if value is None:
        return pl.lit(None)
    if unit in NUMBERS:
        return pl.lit(float(str(value)))
    if unit is FactUnit.DATE:
        return pl.lit(date.fromisoformat(str(value)))
    return pl.lit(value)


def words(condition: Condition, titles: Mapping[str, str]) -> str:
    """Return the condition as a sentence with the titles of the facts and of the tiers."""
    return _words(condition, titles, is_inner=False)


def _words(condition: Condition, titles: Mapping[str, str], *, is_inner: bool) -> str:
    for name, joint in (("all", _(" and ")), ("any", _(" or "))):
        inner = condition.get(name)
        if isinstance(inner, list):
            text = joint.join(_words(item, titles, is_inner=True) for item in inner)
            return f"（{text}）" if is_inner and len(inner) > 1 else text
    inner = condition.get("not")
    if isinstance(inner, Mapping):
        return _("not {condition}").format(condition=_words(inner, titles, is_inner=True))
    return _leaf_words(leaf(condition), titles)


def _leaf_words(item: Leaf, titles: Mapping[str, str]) -> str:
    title = titles.get(item.fact, item.fact)
    if isinstance(item.value, bool) and not item.by_tier:
        return (
            title
            if item.value is (item.op == "=")
            else _("not {condition}").format(condition=title)
        )
    signs = {">=": "≥", "<=": "≤", "!=": "≠"}
    sign = signs.get(item.op, item.op)
    if not item.by_tier:
        return f"{title} {sign} {_value(item.value, titles)}"
    scaled = "、".join(f"{titles.get(tier, tier)} {_number(value)}" for tier, value in item.by_tier)
    other = f"，{_('others')} {_number(item.value)}" if item.value is not None else ""
    return f"{title} {sign} {scaled}{other}"


def _value(value: object, titles: Mapping[str, str]) -> str:
    """Return a value; a code that has a title by that."""
    return titles.get(value, value) if isinstance(value, str) else _number(value)


def _number(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
