"""What a lead is worth looking at, and who gets it: pure rules over plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yinqiao.sales.leads.choices import Interest, Origin, State

# Whoever came of her own asked to be called; who was named by somebody else did not.
ASKED: Final = frozenset({Origin.WALK_IN, Origin.FORM})
# The pipeline that a person's interest leads to; any other takes the usual one.
WAYS: Final[Mapping[str, str]] = {Interest.LOAN: "RETAIL_LOAN", Interest.CARD: "RETAIL_CARD"}
ACTS_OPEN: Final = frozenset({State.OFFERED, State.WORKING})
MOST: Final = 100
AMOUNT: Final = "AMOUNT"
REACHABLE: Final = "REACHABLE"
NEED: Final = "NEED"
AGAIN: Final = "AGAIN"
COMPANY: Final = "COMPANY"
# What else scores beside the origin, with the code under which the bank sets its points.
TRAITS: Final = (REACHABLE, NEED, AGAIN, COMPANY)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a lead when it is scored; `times` is how often it came."""

    origin: str
    amount: Decimal | None
    is_reachable: bool
    has_need: bool
    is_company: bool
    times: int = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """Points by source and trait, and by amount: (from yuan, points), rising."""

    points: Mapping[str, int]
    amounts: tuple[tuple[Decimal, int], ...]


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 100, and what it is made of as ``CODE:points``, the most first."""

    points: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may get a lead: `open` leads she has, `busy` open opportunities, `given` of this day; `is_skilled` in what it is about."""

    staff_id: int
    open: int
    busy: int
    given: int
    is_skilled: bool


def score(traits: Traits, weights: Weights) -> Score:
    """Return the sum of the points that apply, at most 100."""
    found = {traits.origin: weights.points.get(traits.origin, 0)}
    found[AMOUNT] = max(
        (points for least, points in weights.amounts if (traits.amount or 0) >= least), default=0
    )
    holds = {
        REACHABLE: traits.is_reachable,
        NEED: traits.has_need,
        AGAIN: traits.times > 1,
        COMPANY: traits.is_company,
    }
    found |= {code: weights.points.get(code, 0) for code, is_so in holds.items() if is_so}
    told = sorted(
        ((code, points) for code, points in found.items() if points),
        key=lambda item: (-item[1], item[0]),
    )
    return Score(
        min(MOST, sum(points for _code, points in told)),
        tuple(f"{code}:{points}" for code, points in told),
    )


def read_points(items: Iterable[str]) -> dict[str, int]:
    """Read ``CODE:points`` texts; ValueError for anything else."""
    found = {}
    for item in items:
        code, _colon, points = item.partition(":")
        found[code.strip()] = int(points)
    if not found or min(found.values()) < 0 or max(found.values()) > MOST:
        raise ValueError(found)
    return found


def read_amounts(items: Iterable[str]) -> tuple[tuple[Decimal, int], ...]:
    """Read ``yuan:points`` texts, both rising; ValueError for anything else."""
    found = [
        (Decimal(int(least)), int(points))
        for least, _colon, points in (item.partition(":") for item in items)
    ]
    if found != sorted(set(found)) or [points for _least, points in found] != sorted(
        points for _least, points in found
    ):
        raise ValueError(found)
    return tuple(found)


def choose(people: Sequence[Person], *, capacity: int) -> int | None:
    """Return who gets the next lead: skilled before others, who has the fewest, who got the fewest today, who is the least busy.

    Nobody with `capacity` open leads gets another; None when there is nobody.
    """
    able = [one for one in people if one.open < capacity]
    if not able:
        return None
    able.sort(key=lambda one: (not one.is_skilled, one.open, one.given, one.busy, one.staff_id))
    return able[0].staff_id


def posts_for(interest: str, *, is_company: bool) -> tuple[str, ...]:
    """Return the kinds of post whose people work on such a lead, the most skilled kind first."""
    if is_company:
        return ("CORPORATE_MANAGER", "RELATIONSHIP_MANAGER")
    if interest in {Interest.WEALTH, Interest.INSURANCE}:
        return ("WEALTH_MANAGER", "RELATIONSHIP_MANAGER")
    if interest in {Interest.PAYROLL, Interest.SETTLEMENT}:
        return ("CORPORATE_MANAGER", "RELATIONSHIP_MANAGER")
    return ("RELATIONSHIP_MANAGER", "WEALTH_MANAGER")
