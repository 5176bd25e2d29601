"""What the parameters of the derived figures may be: a value that the nightly figures cannot read would stop them."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.analytics import rules
from yinqiao.products.choices import ProductClass

_NUMBER: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,8})?\Z")
_CURRENCY: Final = re.compile(r"[A-Z]{3}\Z")
HOME: Final = "CNY"


def problem_with_thresholds(value: object) -> str:
    """Return why `value` are no lower bounds of the tiers above the first."""
    items, needed = _items(value), len(rules.TIERS) - 1
    if len(items) != needed or not all(_NUMBER.match(item) for item in items):
        return _("%(count)s amounts in yuan, with commas between.") % {"count": needed}
    if any(Decimal(low) >= Decimal(high) for low, high in pairwise(items)):
        return _("Each bound must be higher than the one before.")
    return ""


def problem_with_weights(value: object) -> str:
    """Return why `value` are no product classes with weights."""
    pairs = _pairs(value)
    if pairs is None:
        return _("Class and weight with a colon between, such as FUND:1, each class once.")
    return _unknown([name for name, _weight in pairs])


def problem_with_classes(value: object) -> str:
    """Return why `value` are no product classes."""
    items = _items(value)
    if len(set(items)) < len(items):
        return _("Each class once only.")
    return _unknown(items)


def problem_with_rates(value: object) -> str:
    """Return why `value` are no currencies with their worth in yuan."""
    pairs = _pairs(value)
    if pairs is None or not all(_CURRENCY.match(name) and rate > 0 for name, rate in pairs):
        return _("Currency and rate with a colon between, such as USD:7.08, each currency once.")
    if dict(pairs).get(HOME, Decimal(1)) != 1:
        return _("One yuan is one yuan: CNY:1.")
    return ""


def problem_with_value_weights(value: object) -> str:
    """Return why `value` are no weights of the value score."""
    return _problem_with_parts(value, rules.VALUE_PARTS, total=rules.WHOLE_SCORE)


def problem_with_value_marks(value: object) -> str:
    """Return why `value` are no full marks of the value score."""
    return _problem_with_parts(value, rules.VALUE_PARTS)


def problem_with_loyalty_weights(value: object) -> str:
    """Return why `value` are no weights of the loyalty score."""
    return _problem_with_parts(value, rules.LOYALTY_PARTS, total=rules.WHOLE_SCORE)


def problem_with_loyalty_marks(value: object) -> str:
    """Return why `value` are no full marks of the loyalty score."""
    return _problem_with_parts(value, rules.LOYALTY_PARTS)


def _problem_with_parts(value: object, parts: Sequence[str], *, total: int | None = None) -> str:
    """Weights sum to `total`; full marks (no total) are above zero."""
    pairs = dict(_pairs(value) or ())
    if set(pairs) != set(parts):
        return _("Each part once with its number: %(parts)s.") % {"parts": ", ".join(parts)}
    if total is not None and sum(pairs.values()) != total:
        return _("Together the weights are %(total)s.") % {"total": total}
    if total is None and min(pairs.values()) <= 0:
        return _("Full marks are above zero.")
    return ""


def _items(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, Sequence) else []


def _pairs(value: object) -> list[tuple[str, Decimal]] | None:
    """Return the names with their numbers; None if one has no number or stands twice."""
    parts = [item.partition(":") for item in _items(value)]
    if not all(_NUMBER.match(number) for _name, _colon, number in parts):
        return None
    if len({name for name, _colon, _number in parts}) < len(parts):
        return None
    return [(name, Decimal(number)) for name, _colon, number in parts]


def _unknown(names: Sequence[str]) -> str:
    unknown = [name for name in names if name not in ProductClass.values]
    if not unknown:
        return ""
    return _("%(names)s is no product class. Known: %(known)s.") % {
        "names": ", ".join(unknown),
        "known": ", ".join(ProductClass.values),
    }
