"""What those who assist leave of a customer to her main manager, day by day. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

WHOLE: Final = Decimal(100)
# First day, end (None: open) and share of somebody who assists.
Part = tuple[date, date | None, Decimal]


def shares_left(parts: Sequence[Part], *, first: date, end: date | None) -> list[Part]:
    """Return the periods of the main manager from `first` to `end` (None: open): another one wherever somebody begins or ends to assist."""
    days = {
        day
        for part in parts
        for day in part[:2]
        if day is not None and day > first and (end is None or day < end)
    }
    starts = [first, *sorted(days)]
    found: list[Part] = []
    for begun, until in zip(starts, [*starts[1:], end], strict=True):
        taken = sum(
            (share for came, to, share in parts if came <= begun and (to is None or to > begun)),
            Decimal(0),
        )
        left = max(WHOLE - taken, Decimal(0))
        is_same = bool(found) and found[-1][2] == left
        since = found.pop()[0] if is_same else begun
        found.append((since, until, left))
    return found
