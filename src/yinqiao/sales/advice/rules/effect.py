"""What advice brought: two shares, their difference with its interval, and whether chance explains it. Nothing is claimed of too few."""

import math
from dataclasses import dataclass
from typing import Final

# 95 percent, two-sided.
Z95: Final = 1.959963984540054
# The normal approximation of the test needs so many expected in each cell.
_EXPECTED: Final = 5


@dataclass(frozen=True, slots=True)
class Group:
    """So many people, of whom so many bought."""

    people: int
    taken: int

    @property
    def rate(self) -> float:
        """The share of those who bought; 0 of nobody."""
        return self.taken / self.people if self.people else 0.0


@dataclass(frozen=True, slots=True)
class Effect:
    """The difference of shown and held out, from `low` to `high` at 95 percent (Newcombe), with z and p of the pooled test."""

    difference: float
    low: float
    high: float
    z: float
    p: float
    is_enough: bool
    is_clean: bool

    @property
    def is_claimed(self) -> bool:
        """Tell whether it may be said that advice had an effect."""
        return self.is_enough and self.is_clean and self.p < 0.05  # noqa: PLR2004 - the usual level


def effect(
    shown: Group, held: Group, *, least: int, contaminated: int = 0, most_percent: int = 5
) -> Effect:
    """Return the effect. `least` people are needed on each side, and five expected buyers and non-buyers; `contaminated` of the held-out
    were offered it all the same: above `most_percent` of them the comparison says nothing."""
    difference = shown.rate - held.rate
    low, high = _interval(shown, held)
    z = _z(shown, held)
    return Effect(
        difference=difference,
        low=low,
        high=high,
        z=z,
        p=math.erfc(abs(z) / math.sqrt(2)),
        is_enough=_is_enough(shown, held, least),
        is_clean=contaminated * 100 <= most_percent * max(held.people, 1),
    )


def _is_enough(shown: Group, held: Group, least: int) -> bool:
    people = shown.people + held.people
    if min(shown.people, held.people) < max(least, 1):
        return False
    share = (shown.taken + held.taken) / people
    return min(shown.people, held.people) * min(share, 1 - share) >= _EXPECTED


def _z(shown: Group, held: Group) -> float:
    people = shown.people + held.people
    if not (shown.people and held.people):
        return 0.0
    pooled = (shown.taken + held.taken) / people
    error = math.sqrt(pooled * (1 - pooled) * (1 / shown.people + 1 / held.people))
    return (shown.rate - held.rate) / error if error else 0.0


def _interval(shown: Group, held: Group) -> tuple[float, float]:
    """Newcombe's hybrid of two Wilson intervals: it holds for small shares, where the plain one does not."""
    if not (shown.people and held.people):
        return -1.0, 1.0
    (low_shown, high_shown), (low_held, high_held) = _wilson(shown), _wilson(held)
    difference = shown.rate - held.rate
    down = math.hypot(shown.rate - low_shown, high_held - held.rate)
    up = math.hypot(high_shown - shown.rate, held.rate - low_held)
    return difference - down, difference + up


def _wilson(group: Group) -> tuple[float, float]:
    n, rate, z2 = group.people, group.rate, Z95**2
    middle = (rate + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 / (1 + z2 / n) * math.sqrt(rate * (1 - rate) / n + z2 / (4 * n * n))
    return middle - half, middle + half
