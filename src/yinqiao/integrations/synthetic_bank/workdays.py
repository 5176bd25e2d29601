"""Days on which the bank works: the plain week with the statutory holidays and make-up workdays of the table `holidays`."""

from datetime import date
from functools import cache

import numpy as np

from yinqiao.integrations.synthetic_bank.arrays import Flags, Integers, day_number, integers
from yinqiao.integrations.synthetic_bank.vocabulary import words

_FIRST_DAY = 7_305  # 1990-01-01
_DAYS = 40_542  # to 2100-12-31
FRIDAY = 4


@cache
def _works() -> Flags:
    days = np.arange(_FIRST_DAY, _FIRST_DAY + _DAYS)
    works = (days + 3) % 7 <= FRIDAY  # 1970-01-01 was a Thursday: 0 = Monday
    for row in words("holidays").rows:
        begin, end = (
            day_number(date.fromisoformat(row[key])) - _FIRST_DAY for key in ("from", "to")
        )
        works[begin : end + 1] = row["is_workday"] == "1"
    return np.asarray(works)


@cache
def _previous() -> Integers:
    places = np.arange(_DAYS)
    return integers(np.maximum.accumulate(np.where(_works(), places, 0)) + _FIRST_DAY)


def previous_workday(days: Integers) -> Integers:
    """Return each day, or the last workday before it."""
    return _previous()[np.clip(days - _FIRST_DAY, 0, _DAYS - 1)]


def workday_within(days: Integers, earliest: Integers | int) -> Integers:
    """Return the last workday up to each day; the day itself if that would lie before `earliest`."""
    moved = previous_workday(days)
    return integers(np.where(moved < earliest, days, moved))
