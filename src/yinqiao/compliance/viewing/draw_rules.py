"""Which looks in clear are drawn for a check: at random by a seed that is kept, so that anybody can draw them again. Pure.

Looks are put in the order of SHA-256 of ``seed:id of the look``. Each night the first of the day's are drawn, as many as the share comes
to, rounded up. On the last day of a month everybody of whom fewer than the least number were drawn gets the first of the month's others:
whoever has had hers on the second of a month does not know that she is left alone.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a number in clear: whose, on which day of the bank."""

    id: int
    staff_id: int
    on: date


def place(seed: str, look_id: int) -> bytes:
    """Return what a look is ordered by."""
    return sha256(f"{seed}:{look_id}".encode()).digest()


def share_of(number: int, percent: int) -> int:
    """Return how many of `number` a share of `percent` is, rounded up."""
    return (number * percent + 99) // 100


def least_on(day: date, least: int) -> int:
    """Return the number to which everybody is filled up on a day: nothing before the last of its month."""
    return least if day.day == monthrange(day.year, day.month)[1] else 0


def drawn(
    looks: Iterable[Look], *, on: date, seed: str, percent: int, least: int, had: Collection[int]
) -> set[int]:
    """Return the ids drawn for day `on` out of the month's `looks` up to it; `had` were drawn on the days before."""
    ordered = sorted(looks, key=lambda look: place(seed, look.id))
    of_day = [look for look in ordered if look.on == on]
    chosen = {look.id for look in of_day[: share_of(len(of_day), percent)]}
    left: dict[int, int] = {}
    for look in ordered:
        is_taken = look.id in chosen or look.id in had
        left[look.staff_id] = left.get(look.staff_id, least_on(on, least)) - is_taken
    return chosen | _fill_up(
        [look for look in ordered if look.id not in chosen and look.id not in had], left
    )


def _fill_up(others: Iterable[Look], left: dict[int, int]) -> set[int]:
    more: set[int] = set()
    for look in others:
        if left[look.staff_id] > 0:
            left[look.staff_id] -= 1
            more.add(look.id)
    return more
