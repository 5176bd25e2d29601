"""Whom the bank greets on a day, and in which words: pure."""

import calendar
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from yinqiao.interactions.greetings.choices import Occasion
from yinqiao.lib.festivals import festival_on

ANY: Final = "*"
LEAP_DAY: Final = (2, 29)
LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """A text for an occasion, a language and a tier; `ANY` fits all."""

    occasion: str
    language: str
    tier: str
    text: str


def occasions_on(day: date, wanted: Collection[str]) -> list[str]:
    """Return what of the `wanted` the bank congratulates on that day: birthdays on every day, festivals on theirs."""
    return [
        code
        for code in Occasion.values
        if code in wanted and (code == Occasion.BIRTHDAY or festival_on(code, day.year) == day)
    ]


def birthdays_on(day: date) -> list[tuple[int, int]]:
    """Return (month, day) of those who have their birthday: who was born on 29 February has it on the 28th in other years."""
    found = [(day.month, day.day)]
    if found == [(2, 28)] and not calendar.isleap(day.year):
        found.append(LEAP_DAY)
    return found


def read_wording(item: str) -> Wording:
    """Read ``BIRTHDAY:ENGLISH:*=text``; raise ValueError for anything else."""
    head, sign, text = item.partition("=")
    parts = head.split(":")
    if not sign or len(parts) != 3 or parts[0] not in Occasion.values:  # noqa: PLR2004 - occasion, language, tier
        raise ValueError(item)
    if not 0 < len(text.strip()) <= LONGEST or not all(parts):
        raise ValueError(item)
    return Wording(parts[0], parts[1], parts[2], text.strip())


def words_for(wordings: Iterable[Wording], *, occasion: str, language: str, tier: str) -> str:
    """Return the text that fits best: of the language and the tier, of the language, of the tier, for all; nothing when none fits."""
    fitting = [
        one
        for one in wordings
        if one.occasion == occasion and one.language in {ANY, language} and one.tier in {ANY, tier}
    ]
    best = max(fitting, key=lambda one: (one.language != ANY, one.tier != ANY), default=None)
    return best.text if best else ""
