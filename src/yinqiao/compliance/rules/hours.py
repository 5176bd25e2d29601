"""Hours in which the bank may ring: windows of the day, and when the next one opens."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

_WINDOW: Final = re.compile(r"([0-2][0-9]):([0-5][0-9])-([0-2][0-9]):([0-5][0-9])\Z")
_DAY: Final = 24 * 60
_ONE_DAY: Final = timedelta(days=1)
# No calendar closes so many days in a row.
_FURTHEST: Final = 60


class WindowKind(StrEnum):
    """What hours are for."""

    CALL = "CALL"
    INSURANCE = "INSURANCE"
    COLLECTION = "COLLECTION"
    MESSAGE = "MESSAGE"


@dataclass(frozen=True, slots=True)
class Window:
    """Minutes of a day from `opens` up to but without `closes`."""

    opens: int
    closes: int

    def is_open(self, at: datetime) -> bool:
        """Tell whether the local moment `at` lies in the window."""
        return self.opens <= at.hour * 60 + at.minute < self.closes

    def start_of(self, day: date, *, like: datetime) -> datetime:
        """Return when the window opens on `day`, in the zone of `like`."""
        return midnight(day, like=like) + timedelta(minutes=self.opens)


def read_window(text: str) -> Window:
    """Read ``09:00-20:00``; raise ValueError for anything else, and for one that ends before it begins."""
    found = _WINDOW.match(text.strip())
    if found is None:
        raise ValueError(text)
    hours = [int(part) for part in found.groups()]
    window = Window(hours[0] * 60 + hours[1], hours[2] * 60 + hours[3])
    if not window.opens < window.closes <= _DAY:
        raise ValueError(text)
    return window


def next_opening(
    window: Window, at: datetime, *, is_closed: Callable[[date], bool]
) -> datetime | None:
    """Return the first moment from `at` on at which the window opens, on a day that is not closed."""
    day = at.date()
    for _each in range(_FURTHEST):
        opening = window.start_of(day, like=at)
        if opening >= at and not is_closed(day):
            return opening
        day += _ONE_DAY
    return None


def midnight(day: date, *, like: datetime) -> datetime:
    """Return the beginning of `day` in the zone of `like`."""
    return datetime.combine(day, time.min, tzinfo=like.tzinfo)
