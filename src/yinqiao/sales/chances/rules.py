"""Features of an opportunity, its chance by a fitted model, and which sides of it speak for and against: pure."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from yinqiao.sales.choices import BY_PEOPLE, State

# What a rule of the bank found is one source: there are too many rules for the deals of a year.
BY_RULE: Final = "RULE"
MOST_CONTACTS: Final = 10
MOST_DAYS: Final = 365
MOST_REASONS: Final = 3
# Below this (in log odds) a side makes no difference worth a word.
WORTH_A_WORD: Final = 0.15
HUNDRED: Final = 100
_NUMBERS: Final = ("DAYS", "AMOUNT", "CONTACTS")


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of an opportunity at a stage: `days` it stood there, `amount` in yuan (0: unknown), `contacts` so far."""

    stage: str
    days: int
    amount: float
    tier: str
    source: str
    contacts: int


@dataclass(frozen=True, slots=True)
class Example:
    """An opportunity at a stage that it came to, and whether it was won in the end; `closed` orders them by their end."""

    traits: Traits
    is_won: bool
    closed: float


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted logistic regression: one weight for each feature of `names`, each taken from its mean and by its scale."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    intercept: float


def source_of(kind: str) -> str:
    """Return where an opportunity came from: from people, each kind by itself, or from a rule."""
    return kind if kind in BY_PEOPLE else BY_RULE


def names_of(examples: Sequence[Example]) -> tuple[str, ...]:
    """Return the features that tell these examples apart: the numbers, and each code of stage, tier and source."""
    codes = {
        f"{trait}:{code}"
        for one in examples
        for trait, code in (
            ("STAGE", one.traits.stage),
            ("TIER", one.traits.tier),
            ("SOURCE", one.traits.source),
        )
    }
    return (*_NUMBERS, *sorted(codes))


def vector(traits: Traits, names: Sequence[str]) -> list[float]:
    """Return the features of an opportunity in the order of `names`; a code that the model never met is none of its columns."""
    found: Mapping[str, float] = {
        "DAYS": math.log1p(min(max(traits.days, 0), MOST_DAYS)),
        "AMOUNT": math.log10(1 + max(traits.amount, 0)),
        "CONTACTS": float(min(traits.contacts, MOST_CONTACTS)),
        f"STAGE:{traits.stage}": 1.0,
        f"TIER:{traits.tier}": 1.0,
        f"SOURCE:{traits.source}": 1.0,
    }
    return [found.get(name, 0.0) for name in names]


def chance(model: Model, traits: Traits) -> int:
    """Return how likely a deal is, in percent."""
    odds = model.intercept + sum(_parts(model, traits))
    return round(HUNDRED / (1 + math.exp(-max(min(odds, 30.0), -30.0))))


def reasons(model: Model, traits: Traits) -> list[tuple[str, bool]]:
    """Return (side, whether it speaks for a deal), what weighs most first: beside the average of the opportunities that the model learnt from."""
    sums: dict[str, float] = {}
    for name, part in zip(model.names, _parts(model, traits), strict=True):
        trait = name.partition(":")[0]
        sums[trait] = sums.get(trait, 0.0) + part
    told = sorted(sums.items(), key=lambda item: -abs(item[1]))
    return [(trait, part > 0) for trait, part in told if abs(part) >= WORTH_A_WORD][:MOST_REASONS]


def auc(chances: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """Return how often one that was won had the higher chance than one that was not, ties by half; None where all ended alike."""
    won = sum(outcomes)
    lost = len(outcomes) - won
    if not won or not lost:
        return None
    ranked = sorted(zip(chances, outcomes, strict=True))
    total, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        # All of one chance share the mean of their places.
        total += (place + end + 1) / 2 * sum(is_won for _one, is_won in ranked[place:end])
        place = end
    return (total - won * (won + 1) / 2) / (won * lost)


def calibration(chances: Sequence[float], outcomes: Sequence[bool]) -> tuple[float, float]:
    """Return the mean chance (0 to 1) and the share that was won: close to one another where the model says what happens."""
    return sum(chances) / len(chances), sum(outcomes) / len(outcomes)


def is_counted(state: str) -> bool:
    """Tell whether an opportunity was decided, so that there is something to learn."""
    return state in {State.WON, State.LOST}


def _parts(model: Model, traits: Traits) -> list[float]:
    values = vector(traits, model.names)
    return [
        weight * (value - mean) / scale
        for weight, value, mean, scale in zip(
            model.weights, values, model.means, model.scales, strict=True
        )
    ]
