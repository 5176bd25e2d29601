"""How often a customer may be contacted for marketing: at most so many times in so many days, today among them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from yinqiao.lib.periods import add_months

_CAP: Final = re.compile(r"([0-9]{1,3}):([0-9]{1,3})\Z")


@dataclass(frozen=True, slots=True)
class Cap:
    """At most `most` contacts in `days` days."""

    days: int
    most: int


@dataclass(frozen=True, slots=True)
class Reached:
    """A cap that is used up: by `count` contacts, `until` that day (None: the cap allows none at all)."""

    cap: Cap
    count: int
    until: date | None


def read_cap(text: str) -> Cap:
    """Read ``7:2`` (in 7 days at most 2); raise ValueError for anything else."""
    found = _CAP.match(text.strip())
    if found is None or int(found[1]) == 0:
        raise ValueError(text)
    return Cap(int(found[1]), int(found[2]))


def reached(days: Iterable[date], caps: Iterable[Cap], *, today: date) -> Reached | None:
    """Return the cap that holds longest of those which contacts on `days` have used up; None if there is room."""
    newest = sorted(days, reverse=True)
    full = [found for cap in caps if (found := _reached(newest, cap, today))]
    return max(full, key=_length) if full else None


def is_counted(day: date, cap: Cap, *, today: date) -> bool:
    """Tell whether a contact of `day` counts today: on that day and the `days` - 1 after it."""
    return day > today - timedelta(days=cap.days)


def _reached(newest: list[date], cap: Cap, today: date) -> Reached | None:
    within = [day for day in newest if is_counted(day, cap, today=today)]
    if len(within) < cap.most:
        return None
    until = within[cap.most - 1] + timedelta(days=cap.days) if cap.most else None
    return Reached(cap, len(within), until)


def _length(found: Reached) -> tuple[date, int]:
    return found.until or date.max, found.cap.days


def silent_until(refused_on: date, *, days: int, months: int = 0) -> date:
    """Return the day on which a refusal no longer counts: after so many days, or months if those are longer."""
    return max(refused_on + timedelta(days=days), add_months(refused_on, months))
