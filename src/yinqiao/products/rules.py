"""Pure rules of products."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from yinqiao.products.choices import LENDING, PRICED, PriceLevel, ProductClass

# A rate is a fraction a year, a favour is told in basis points.
BASIS_POINTS: Final = Decimal(10_000)
LARGEST_LIMIT: Final = 300
Limits = Mapping[tuple[str, str], int]


def binding_risk(seller: str, issuer: str) -> str:
    """Return the risk grade that binds: the higher of the seller's and the issuer's (孰高, DOMAIN §3)."""
    return max(seller, issuer)


def favour(product_class: str, *, list_rate: Decimal, rate: Decimal) -> Decimal:
    """Return by how many basis points `rate` is better for the customer than the list rate; negative where it is worse."""
    given = list_rate - rate if product_class in LENDING else rate - list_rate
    return given * BASIS_POINTS


def read_limits(items: Iterable[str]) -> dict[tuple[str, str], int]:
    """Read ``CLASS:LEVEL:points`` (or the code of a product in place of its class); raise ValueError for anything else.

    Nobody above may give less than who stands below.
    """
    found: dict[tuple[str, str], int] = {}
    for item in items:
        key, level, points = (part.strip() for part in item.split(":"))
        if not key or not points.isdecimal() or int(points) > LARGEST_LIMIT:
            message = f"no limit: {item}"
            raise ValueError(message)
        if (key, PriceLevel(level).value) in found:
            message = f"twice: {item}"
            raise ValueError(message)
        found[key, PriceLevel(level).value] = int(points)
    for key in {key for key, _level in found}:
        steps = [found.get((key, level.value), 0) for level in PriceLevel]
        if steps != sorted(steps):
            message = f"falling: {key}"
            raise ValueError(message)
    return found


def limit(limits: Limits, *, code: str, product_class: str, level: str) -> int:
    """Return how many basis points somebody of a level may give: by the product's own line, else by that of its class; 0 where there is none."""
    if product_class not in PRICED:
        return 0
    own = any((code, one.value) in limits for one in PriceLevel)
    return limits.get((code if own else product_class, level), 0)


def level_that_may(
    limits: Limits, *, code: str, product_class: str, points: Decimal
) -> PriceLevel | None:
    """Return the lowest level whose limit covers a favour; None where nobody's does."""
    for level in PriceLevel:
        if points <= limit(limits, code=code, product_class=product_class, level=level):
            return level
    return None


def is_priced(product_class: str) -> bool:
    """Tell whether a rate may be agreed upon at all."""
    return ProductClass(product_class) in PRICED if product_class in ProductClass else False
