"""Pure rules: when a tag ends and whether it is in force, months on the calendar, what is not said to a customer."""

import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from yinqiao.insights.choices import TagKind, TagSetters

FEWEST_TOLD: Final = 10
"""Fewer customers might tell of one, where who asks opens none."""


def ends_on(since: date, *, until: date | None, valid_days: int | None) -> date | None:
    """Return the first day on which a tag is no longer in force: the end given, else by its dictionary, else None."""
    if until is not None or valid_days is None:
        return until
    return since + timedelta(days=valid_days)


def may_set(setters: str, *, kind: str, in_team: bool) -> bool:
    """Tell whether somebody who may open the customer may set or end this tag: never one that a rule sets."""
    return kind == TagKind.MANUAL and (in_team or setters == TagSetters.SCOPE)


def last_end(since: date, *, valid_days: int | None) -> date | None:
    """Return the latest end (the first day without it) that a tag set on `since` may be given; None: no limit."""
    return None if valid_days is None else since + timedelta(days=valid_days)


def is_in_force(day: date, *, since: date, end: date | None) -> bool:
    """Tell whether a tag set on `since` and ending on `end` (exclusive) is in force on `day`."""
    return since <= day and (end is None or day < end)


def months_after(day: date, months: int) -> date:
    """Return the same day `months` months later, or the last of that month if it is shorter."""
    month = day.year * 12 + day.month - 1 + months
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))


def phrases_in(text: str, phrases: Iterable[str]) -> list[str]:
    """Return which of the phrases stand in a text; spaces, width and marks between the signs hide none."""
    plain = _plain(text)
    return [phrase for phrase in phrases if _plain(phrase) and _plain(phrase) in plain]


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


def rough(number: int) -> int:
    """Return a number cut to two signs, of which the last is 0 below 100; nothing where it is of fewer than `FEWEST_TOLD`."""
    if number < FEWEST_TOLD:
        return 0
    step: int = 10 ** max(len(str(number)) - 2, 1)
    return number // step * step
