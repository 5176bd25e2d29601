"""Conditions as rows that a person fills in: all rows of a group must hold, one group is enough. What is nested deeper stays text.

Plain data both ways: ``rows_of`` reads a condition that fits, ``condition_of`` builds one; a condition goes through both unchanged in meaning.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from yinqiao.insights.choices import FactUnit
from yinqiao.insights.conditions import NUMBERS, Condition, Leaf, Units, leaf

MOST_ROWS = 20
MOST_GROUPS = 6
_YES = {"true": True, "false": False, "是": True, "否": False}
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison as it is typed; `group` counts from 1, `tiers` holds what differs by tier."""

    group: int
    fact: str
    op: str
    value: str
    tiers: Mapping[str, str] = field(default_factory=dict)


class Unreadable(ValueError):
    """A value that its figure cannot take; the text is the value."""


def rows_of(condition: object) -> list[Row] | None:
    """Return the rows of a condition, None for one that no rows can tell (not, or nested deeper)."""
    if not isinstance(condition, Mapping):
        return None
    found = []
    for number, group in enumerate(_groups(condition), 1):
        leaves = _leaves(group)
        if leaves is None or number > MOST_GROUPS:
            return None
        found += [_row(number, item) for item in leaves]
    return found if found and len(found) <= MOST_ROWS else None


def condition_of(rows: Sequence[Row], units: Units) -> Condition:
    """Return the condition that the rows say; raise Unreadable for a value that its figure cannot take."""
    groups: dict[int, list[Condition]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(_built(row, units))
    built: list[Condition] = [
        items[0] if len(items) == 1 else {"all": items} for _number, items in sorted(groups.items())
    ]
    if len(built) == 1:
        only = built[0]
        return only if "all" in only else {"all": [only]}
    return {"any": built}


def _groups(condition: Condition) -> Iterator[Condition]:
    inner = condition.get("any")
    if isinstance(inner, list) and len(condition) == 1:
        yield from (item for item in inner if isinstance(item, Mapping))
    else:
        yield condition


def _leaves(group: Condition) -> list[Leaf] | None:
    inner = group.get("all")
    items = inner if isinstance(inner, list) and len(group) == 1 else [group]
    if not all(isinstance(item, Mapping) and "fact" in item and "op" in item for item in items):
        return None
    return [leaf(item) for item in items]


def _row(group: int, item: Leaf) -> Row:
    tiers = {tier: _written(value) for tier, value in item.by_tier}
    return Row(group, item.fact, item.op, _written(item.value), tiers)


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _built(row: Row, units: Units) -> Condition:
    unit = units.get(row.fact, FactUnit.CODE)
    tiers = {tier: _read(text, unit) for tier, text in row.tiers.items() if text.strip()}
    value = _read(row.value, unit) if row.value.strip() else None
    built: dict[str, object] = {"fact": row.fact, "op": row.op, "value": value}
    return built | ({"by_tier": tiers} if tiers else {})


def _read(text: str, unit: FactUnit) -> object:
    """Read a value as its figure has it: a share may be written in percent, an amount with commas."""
    plain = text.strip()
    if unit is FactUnit.FLAG:
        if plain.casefold() not in _YES:
            raise Unreadable(plain)
        return _YES[plain.casefold()]
    return _number(plain, unit) if unit in NUMBERS else plain


def _number(text: str, unit: FactUnit) -> int | float:
    plain = text.replace(",", "").replace("，", "")
    is_percent = unit is FactUnit.SHARE and plain.endswith(("%", "％"))
    try:
        number = float(plain.rstrip("%％")) if is_percent else float(plain)
    except ValueError:
        raise Unreadable(text) from None
    if is_percent:
        return round(number / _PERCENT, 6)
    return int(number) if number.is_integer() and "." not in plain else number
