"""When a review is due, and which reminders of a day are due: pure arithmetic over calendar days."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from yinqiao.lib.periods import add_months

ESCALATED: Final = -1
"""The stage after the last reminder: the head is told that the day has passed."""


def read_months(items: Iterable[str]) -> dict[str, int]:
    """Read ``grade:months`` texts; ValueError for anything else."""
    found: dict[str, int] = {}
    for item in items:
        grade, _colon, months = str(item).partition(":")
        found[grade.strip()] = int(months)
    return found


def next_review(grade: str, *, reviewed_on: date, months: Mapping[str, int]) -> date:
    """Return the last day of the period in which a customer of this grade is reviewed again; KeyError for an unknown grade."""
    return add_months(reviewed_on, months[grade])


def is_told(due_on: date, *, today: date, first: timedelta) -> bool:
    """Tell whether the first reminder of a day has gone out, so that the day is no secret any more."""
    return due_on - first <= today


def stages_reached(
    due_on: date, *, today: date, stages: Iterable[int], escalate_after: int
) -> tuple[int, ...]:
    """Return the stages whose day has come, the earliest first: days before `due_on`, and `ESCALATED` so many days after it.

    A run that was missed is caught up: what was due in between is in the answer too.
    """
    reached = [
        stage for stage in sorted(stages, reverse=True) if due_on - timedelta(days=stage) <= today
    ]
    if due_on + timedelta(days=escalate_after) <= today:
        reached.append(ESCALATED)
    return tuple(reached)
