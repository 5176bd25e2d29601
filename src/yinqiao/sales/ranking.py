"""In which order customers are called: value × urgency × probability (DOMAIN §6 "Priority = value×prob×urgency"). Pure.

Value is the amount at stake in units of 10,000 yuan on a logarithmic scale, so that one very large deposit does not hide all the rest;
urgency halves with every `half_life` days until the deadline; probability is the share of won among those closed of this kind, drawn
towards the bank's mean while there are few (Laplace smoothing).
"""

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

UNIT: Final = Decimal(10_000)
SMOOTHING: Final = 20


@dataclass(frozen=True, slots=True)
class Rank:
    """The three parts and their product; `value` ≥ 1, `urgency` and `probability` in 0..1.

    `is_by_day`: the customer refused automated decisions, so that only the deadline counts (PIPL 24).
    """

    value: float
    urgency: float
    probability: float
    is_by_day: bool = False

    @property
    def score(self) -> float:
        """The product."""
        return self.value * self.urgency * self.probability


def value_of(amount: Decimal | None, assets: Decimal | None) -> float:
    """Return the value at stake: that of the opportunity, or of the customer's assets where it names none."""
    stake = max(amount if amount is not None else assets or Decimal(0), Decimal(0))
    return 1 + math.log1p(float(stake / UNIT))


def urgency_of(due_on: date, today: date, *, half_life: int) -> float:
    """Return 1 for what is due or late, half of that `half_life` days ahead, and so on."""
    return math.pow(0.5, max((due_on - today).days, 0) / half_life)


def probability_of(won: int, closed: int, *, mean: float) -> float:
    """Return the share of won of a kind, as if `SMOOTHING` more had been closed at the bank's mean."""
    return (won + SMOOTHING * mean) / (closed + SMOOTHING)


def by_day(urgency: float, *, mean: float) -> Rank:
    """Return the rank of a customer who refused automated decisions: her deadline, at the least value and the bank's mean."""
    return Rank(1, urgency, mean, is_by_day=True)
