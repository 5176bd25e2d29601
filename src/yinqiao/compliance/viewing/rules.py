"""What is odd about a day of looks: counts against limits and against habit. Pure; every finding carries the figures it rests on.

The spread of a habit is its median and the median distance from it (robust: one wild day does not widen it), never narrower than
chance alone would scatter a count, which is about its square root. No model is trained; whoever reads an alert can work it out again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Final

from yinqiao.lib.role_limits import limit_of

MOST_NAMED: Final = 50
# A normal distribution's standard deviation over its median absolute deviation.
_TO_DEVIATION: Final = 1.4826

Figures = Mapping[str, int | float | list[int]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Numbers in force. `outside` and `budget` are by role, with `*` for the others; `distance` is in deviations from the median."""

    outside: Mapping[str, int]
    budget: Mapping[str, int]
    distance: float
    least_customers: int
    least_days: int
    least_peers: int
    crowd: int


@dataclass(frozen=True, slots=True)
class Mark:
    """That a customer's page is watched; `about_staff_id` is whose relative she is, where that is why."""

    is_relative: bool
    about_staff_id: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """One person's day: which customers she opened, and which of them were hers or given to her by something to do."""

    staff_id: int
    roles: tuple[str, ...]
    opened: frozenset[int]
    explained: frozenset[int]

    @property
    def outside(self) -> frozenset[int]:
        """Return those that nothing explains."""
        return self.opened - self.explained


@dataclass(frozen=True, slots=True)
class Finding:
    """One odd thing: its kind, whom it is about (staff, customer, or both), and the figures it rests on."""

    kind: str
    staff_id: int | None
    customer_id: int | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Spread:
    """The usual day out of `days` days, and how far a value lies from it, in deviations."""

    usual: float
    deviation: float
    days: int

    def distance(self, value: int) -> float:
        """Return how many deviations `value` lies above the usual (negative: below)."""
        return (value - self.usual) / self.deviation


def spread_of(sample: Sequence[int]) -> Spread | None:
    """Return what is usual in a sample of daily counts; None for none."""
    if not sample:
        return None
    usual = median(sample)
    apart = median(abs(value - usual) for value in sample)
    return Spread(usual, max(_TO_DEVIATION * apart, sqrt(max(usual, 1.0))), len(sample))


def odd_looks(day: Day, marks: Mapping[int, Mark]) -> list[Finding]:
    """Return the looks at marked customers that nothing explains, and those at relatives of one's own whatever explains them."""
    found: list[Finding] = []
    for customer_id in sorted(day.opened & marks.keys()):
        mark = marks[customer_id]
        if mark.is_relative and mark.about_staff_id == day.staff_id:
            found.append(Finding("RELATIVE", day.staff_id, customer_id, {}))
        elif customer_id in day.outside:
            found.append(Finding("MARKED", day.staff_id, customer_id, {}))
    return found


def odd_counts(
    day: Day, *, own: Sequence[int], peers: Spread | None, peer_count: int, limits: Limits
) -> list[Finding]:
    """Return what is odd about how many were opened: outside the book, above the budget, against one's own and the colleagues' habit."""
    habits = odd_habits(len(day.opened), own=own, peers=peers, peer_count=peer_count, limits=limits)
    return [
        *_above_limits(day, limits),
        *(Finding(kind, day.staff_id, None, figures) for kind, figures in habits.items()),
    ]


def odd_habits(
    opened: int, *, own: Sequence[int], peers: Spread | None, peer_count: int, limits: Limits
) -> dict[str, Figures]:
    """Return by kind what is odd about so many customers opened, against one's own and the colleagues' habit."""
    found: dict[str, Figures] = {}
    if opened < limits.least_customers:
        return found
    habit = spread_of(own) if len(own) >= limits.least_days else None
    if habit is not None and habit.distance(opened) >= limits.distance:
        found["OWN_HABIT"] = _told(opened, habit)
    if peers is not None and peer_count >= limits.least_peers:
        far = peers.distance(opened)
        # Who opens more than colleagues every day has that on her own record already: it is told where it is new to her, too.
        if far >= limits.distance and (habit is None or opened > habit.usual + habit.deviation):
            found["PEER_HABIT"] = {**_told(opened, peers), "people": peer_count}
    return found


def crowds(days: Iterable[Day], *, least: int) -> list[Finding]:
    """Return the customers whom at least `least` people opened on one day with nothing that explains it."""
    viewers: dict[int, int] = {}
    for day in days:
        for customer_id in day.outside:
            viewers[customer_id] = viewers.get(customer_id, 0) + 1
    return [
        Finding("CROWD", None, customer_id, {"people": number, "limit": least})
        for customer_id, number in sorted(viewers.items())
        if number >= least
    ]


def _above_limits(day: Day, limits: Limits) -> Iterable[Finding]:
    outside, budget = limit_of(day.roles, limits.outside), limit_of(day.roles, limits.budget)
    if outside is not None and len(day.outside) >= outside:
        yield Finding(
            "OUTSIDE",
            day.staff_id,
            None,
            {
                "opened": len(day.opened),
                "outside": len(day.outside),
                "limit": outside,
                "customers": sorted(day.outside)[:MOST_NAMED],
            },
        )
    if budget is not None and len(day.opened) > budget:
        figures = {"opened": len(day.opened), "limit": budget}
        yield Finding("BUDGET", day.staff_id, None, figures)


def _told(opened: int, spread: Spread) -> dict[str, int | float]:
    return {
        "opened": opened,
        "usual": round(spread.usual, 1),
        "deviation": round(spread.deviation, 1),
        "distance": round(spread.distance(opened), 1),
        "days": spread.days,
    }
