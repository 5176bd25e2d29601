"""Pure rules of what stands out: one move held against the usual month of the customer in the same direction."""

from collections.abc import Sequence
from decimal import Decimal
from statistics import median
from typing import Final

MONTHS_BEFORE: Final = 12
"""How many months before that of the move the usual month is taken from."""


def usual_month(sums: Sequence[Decimal], *, least: int) -> Decimal | None:
    """Return the median of the monthly sums (those without a move count as zero); None with fewer months than `least`."""
    return median(sums) if len(sums) >= least else None


def is_unusual(amount: Decimal, usual: Decimal | None, *, factor: Decimal, floor: Decimal) -> bool:
    """Tell whether a move of `amount` (no sign) reaches the floor and `factor` times the usual month; never without one."""
    return usual is not None and amount >= floor and amount >= factor * usual


def times(amount: Decimal, usual: Decimal) -> Decimal | None:
    """Return how many usual months a move makes up, to one place; None where a usual month has no move."""
    return (amount / usual).quantize(Decimal("0.1")) if usual > 0 else None
