"""The risk of a customer out of five factors: points times weights; what makes it high at once; grades by bands.

The machine proposes, a person in compliance confirms or says why not (金融机构客户尽职调查…管理办法).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

_MOST: Final = 100
HIGH: Final = "HIGH"
OFFICIAL: Final = "official"
"""That the customer is a foreign public figure: enhanced diligence and the consent of senior management, whatever the grade (DOMAIN §4.3)."""


@dataclass(frozen=True, slots=True)
class FactorScore:
    """How risky one factor is, 0 to 100, with what says so in the bank's words."""

    factor: str
    points: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose: points of 100 (one decimal), grade, and the reasons that make it the highest at once."""

    points: Decimal
    grade: str
    direct: tuple[str, ...] = ()


def read_weights(items: Iterable[str]) -> dict[str, int]:
    """Read ``factor:percent`` texts that sum to 100; ValueError for anything else."""
    found: dict[str, int] = {}
    for item in items:
        factor, _colon, percent = str(item).partition(":")
        found[factor.strip()] = int(percent)
    if sum(found.values()) != _MOST or min(found.values()) < 0:
        raise ValueError(found)
    return found


def read_bands(items: Iterable[str]) -> list[tuple[str, int]]:
    """Read ``grade:points`` texts, each the points from which the grade holds, rising from 0; ValueError for anything else."""
    found = []
    for item in items:
        grade, _colon, points = str(item).partition(":")
        found.append((grade.strip(), int(points)))
    floors = [points for _grade, points in found]
    if not floors or floors[0] != 0 or floors != sorted(set(floors)) or floors[-1] > _MOST:
        raise ValueError(items)
    return found


def direct_high(
    *, is_listed: bool, is_foreign_official: bool, country: str, countries: Collection[str]
) -> tuple[str, ...]:
    """Return what makes a customer high whatever the points say: ``listed``, ``official``, ``country``."""
    found = {
        "listed": is_listed,
        OFFICIAL: is_foreign_official,
        "country": bool(country) and country in countries,
    }
    return tuple(name for name, stands in found.items() if stands)


def proposal(
    scores: Sequence[FactorScore],
    *,
    weights: Mapping[str, int],
    bands: Sequence[tuple[str, int]],
    direct: tuple[str, ...] = (),
) -> Proposal:
    """Return points and grade; a factor nobody told of counts nothing. Raises KeyError for a factor without a weight."""
    total = sum((Decimal(one.points) * weights[one.factor] for one in scores), Decimal(0)) / _MOST
    points = total.quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Proposal(points, HIGH if direct else grade_of(points, bands), direct)


def grade_of(points: Decimal, bands: Sequence[tuple[str, int]]) -> str:
    """Return the grade that holds for so many points; `bands` rise from 0."""
    return next(grade for grade, floor in reversed(bands) if points >= floor)
