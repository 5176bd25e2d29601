"""What goes along when a unit is merged into another (D43): rooms above register their part, this room knows none of them.

A part tells for the preview how much there is, and moves it after the unit has closed, so many rows at a time: `move` is called again
until it returns 0, each time in a transaction of its own under the scope of the whole bank, and goes on where a killed run stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.platform.registry import Registry

AT_A_TIME = 2_000


@dataclass(frozen=True, slots=True)
class Move:
    """From which unit to which, from which day on; `now` is when the rows are written."""

    org_id: int
    into_id: int
    on: date
    now: datetime


@dataclass(frozen=True, slots=True)
class MergerPart:
    """`title` is an English msgid. `count` takes the unit and the day; without `move` the rows follow the people, who move."""

    key: str
    title: str
    order: int
    count: Callable[[int, date], int]
    move: Callable[[Move], int] | None = None


parts: Registry[MergerPart] = Registry("parts of a merger of units")


def in_order() -> list[MergerPart]:
    """Return the parts in the order in which they move."""
    return sorted(parts.values(), key=lambda part: (part.order, part.key))
