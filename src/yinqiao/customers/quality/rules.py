"""Pure rules of data quality: shares, targets, which findings become a manager's task and in which order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal, InvalidOperation
from typing import Final

WHOLE: Final = Decimal(100)
PLACES: Final = Decimal("0.01")


def share(*, checked: int, failed: int) -> Decimal | None:
    """Return the percentage that passed, cut to two places, so that one fault is never told as 100; None where nothing was looked at."""
    if checked <= 0:
        return None
    return (WHOLE * (checked - failed) / checked).quantize(PLACES, rounding=ROUND_DOWN)


def is_met(found: Decimal | None, target: Decimal) -> bool:
    """Tell whether a percentage reaches its target; where nothing was looked at there is nothing to reach."""
    return found is None or found >= target


def pairs(items: object) -> dict[str, str]:
    """Return a parameter of ``name=value`` items as a mapping; what is no such item is left out."""
    texts = [str(item) for item in items] if isinstance(items, list) else [str(items)]
    found = (text.partition("=") for text in texts)
    return {name.strip(): value.strip() for name, sign, value in found if sign and value.strip()}


def target_of(texts: Mapping[str, str], key: str, *, default: Decimal) -> Decimal:
    """Return the target of a rule in percent: as the bank set it, else as delivered."""
    try:
        return Decimal(texts[key]) if key in texts else default
    except InvalidOperation:
        return default


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at one customer: `weight` orders the customers (the heavier first), `place` the rules."""

    customer_id: int
    rule: str
    weight: Decimal
    place: int


def chosen(findings: Iterable[Finding], *, most: int) -> Sequence[Finding]:
    """Return at most `most` findings: the weightiest customer first, one customer's in the order of the rules."""
    ordered = sorted(findings, key=lambda item: (-item.weight, item.customer_id, item.place))
    return ordered[:most]
