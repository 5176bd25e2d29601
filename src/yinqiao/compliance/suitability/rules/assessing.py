"""How long an assessment holds, how often one may be taken, and what the answers come to. Pure; DOMAIN §3, §14 vectors 8 and 9."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from yinqiao.compliance.suitability.choices import SuitabilityCode
from yinqiao.lib.periods import add_months

ONE_DAY: Final = timedelta(days=1)
GRADES: Final = ("C1", "C2", "C3", "C4", "C5")
LEAST_QUESTIONS: Final = 5


class Boundary(StrEnum):
    """Whether an assessment still holds on the day that ends its months: 「满12个月」 is read as no, unless the bank says otherwise."""

    EXCLUSIVE = "EXCLUSIVE"
    INCLUSIVE = "INCLUSIVE"


@dataclass(frozen=True, slots=True)
class AssessmentLimits:
    """The bank's parameters of a day."""

    months: int = 12
    boundary: Boundary = Boundary.EXCLUSIVE
    most_a_day: int = 2
    most_in_window: int = 8
    window_months: int = 12


def last_valid_day(assessed_on: date, limits: AssessmentLimits) -> date:
    """Return the last day on which a sale may rest on it: of 2026-01-31 this is 2027-01-30, and sales stop on the 31st."""
    end = add_months(assessed_on, limits.months)
    return end if limits.boundary is Boundary.INCLUSIVE else end - ONE_DAY


def refusal_of(
    days: Sequence[date], *, today: date, limits: AssessmentLimits
) -> SuitabilityCode | None:
    """Return why no further assessment may be taken today. `days` are those of the completed ones, whatever the channel."""
    if sum(day == today for day in days) >= limits.most_a_day:
        return SuitabilityCode.SUIT_DAILY_LIMIT
    since = window_start(today, limits)
    if sum(since < day <= today for day in days) >= limits.most_in_window:
        return SuitabilityCode.SUIT_YEAR_LIMIT
    return None


def window_start(today: date, limits: AssessmentLimits) -> date:
    """Return the day before the first that counts: the same day of so many months ago has dropped out."""
    return add_months(today, -limits.window_months)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer on offer; `is_lowest` marks the customer as the lowest of C1, whatever else is answered."""

    key: str
    text: str
    score: int
    is_lowest: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question; of several answers of a question with `is_many` the highest score counts."""

    key: str
    text: str
    options: tuple[Option, ...]
    is_many: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `least` on are `grade`."""

    least: int
    grade: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A questionnaire: its questions and, from the lowest score up, what scores come to."""

    questions: tuple[Question, ...]
    bands: tuple[Band, ...]

    @property
    def reach(self) -> tuple[int, int]:
        """The lowest and the highest score there can be."""
        lows = sum(min(option.score for option in item.options) for item in self.questions)
        highs = sum(max(option.score for option in item.options) for item in self.questions)
        return lows, highs


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers come to."""

    score: int
    grade: str
    is_lowest: bool


def result_of(paper: Paper, answers: Mapping[str, Collection[str]]) -> Result:
    """Return the grade; raise KeyError naming a question that is not answered, twice answered, or answered with what is not on offer."""
    score, is_lowest = 0, False
    for question in paper.questions:
        chosen = _chosen(question, answers.get(question.key, ()))
        score += max(option.score for option in chosen)
        is_lowest = is_lowest or any(option.is_lowest for option in chosen)
    unknown = set(answers) - {question.key for question in paper.questions}
    if unknown:
        raise KeyError(min(unknown))
    grade = next(band.grade for band in reversed(paper.bands) if score >= band.least)
    return Result(score, GRADES[0] if is_lowest else grade, is_lowest)


def _chosen(question: Question, keys: Collection[str]) -> list[Option]:
    on_offer = {option.key: option for option in question.options}
    is_known = all(key in on_offer for key in keys)
    if not keys or not is_known or (len(set(keys)) > 1 and not question.is_many):
        raise KeyError(question.key)
    return [on_offer[key] for key in keys]


class Flaw(StrEnum):
    """What is wrong with a questionnaire before it is published."""

    FEW = "few"
    KEYS = "keys"
    OPTIONS = "options"
    BANDS = "bands"
    GAP = "gap"


def flaw_of(paper: Paper) -> Flaw | None:
    """Return what is wrong with a paper: every score there can be must come to a grade, every grade must be there once, in order."""
    if len(paper.questions) < LEAST_QUESTIONS:
        return Flaw.FEW
    if not _are_names([question.key for question in paper.questions]):
        return Flaw.KEYS
    if not all(_is_choice(question.options) for question in paper.questions):
        return Flaw.OPTIONS
    return _flaw_of_bands(paper)


def _flaw_of_bands(paper: Paper) -> Flaw | None:
    leasts = [band.least for band in paper.bands]
    is_whole = tuple(band.grade for band in paper.bands) == GRADES
    if not is_whole or leasts != sorted(set(leasts)):
        return Flaw.BANDS
    low, high = paper.reach
    return Flaw.GAP if leasts[0] > low or leasts[-1] > high else None


def _is_choice(options: Sequence[Option]) -> bool:
    """Tell whether there is something to choose: two options at least, each named."""
    return len(options) > 1 and _are_names([option.key for option in options])


def _are_names(keys: Sequence[str]) -> bool:
    return all(keys) and len(set(keys)) == len(keys)
