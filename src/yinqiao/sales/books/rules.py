"""Decisions about books that change hands. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import blake2b
from typing import Final

from yinqiao.sales.books.choices import State

COMPANY: Final = "COMPANY"
ONE_DAY: Final = timedelta(days=1)
_HUNDRED: Final = Decimal(100)
_BUCKETS: Final = 10_000

# From where a person or the clock takes a handover whither (DOMAIN §15).
STEPS: Final[Mapping[State, frozenset[State]]] = {
    State.DRAFT: frozenset({State.TO_APPROVE, State.CANCELLED}),
    State.TO_ACCEPT: frozenset({State.TO_APPROVE, State.DECLINED, State.CANCELLED}),
    State.TO_APPROVE: frozenset(
        {State.APPROVED, State.TO_APPROVE_THERE, State.REJECTED, State.CANCELLED}
    ),
    State.TO_APPROVE_THERE: frozenset({State.APPROVED, State.REJECTED, State.CANCELLED}),
    State.APPROVED: frozenset({State.DONE, State.STOPPED, State.CANCELLED}),
    State.DONE: frozenset(),
    State.DECLINED: frozenset(),
    State.REJECTED: frozenset(),
    State.CANCELLED: frozenset(),
    State.STOPPED: frozenset(),
}


def may_become(state: str, new: State) -> bool:
    """Tell whether a handover may go from one state to the other."""
    return new in STEPS[State(state)]


def after_approval(*, is_across: bool, state: str) -> State:
    """Return what an approval leads to: across branches the other head decides as well."""
    return State.TO_APPROVE_THERE if is_across and state == State.TO_APPROVE else State.APPROVED


def takes_effect_on(approved_on: date) -> date:
    """Return the day after: the old manager keeps access to its first moment, not longer (DOMAIN §2)."""
    return approved_on + ONE_DAY


def weight_of(tier: str, *, is_company: bool, weights: Mapping[str, Decimal]) -> Decimal:
    """Return what a customer weighs in a manager's load."""
    return weights.get(COMPANY if is_company else tier, Decimal(1))


def percent(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return a part in percent of the whole, to one place; None of nothing."""
    return (part * _HUNDRED / whole).quantize(Decimal("0.1")) if whole > 0 else None


def is_checked(handover_id: int, customer_id: int, percent_of_tier: Decimal) -> bool:
    """Tell whether a call verifies the handover of this customer: a sample that nobody chooses and that is the same each time."""
    digest = blake2b(f"{handover_id}:{customer_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) % _BUCKETS < percent_of_tier * _BUCKETS / _HUNDRED


@dataclass(frozen=True, slots=True)
class Outflow:
    """The assets of those who moved to one manager: on the day they moved, now, and how much of them is gone in percent."""

    before: Decimal
    now: Decimal
    lost_percent: Decimal
    is_alarm: bool


def outflow(before: Decimal, now: Decimal, *, alarm_percent: int) -> Outflow:
    """Return how the assets stand; a loss of `alarm_percent` or more alarms."""
    lost = percent(before - now, before) or Decimal(0)
    exact = (before - now) * _HUNDRED / before if before > 0 else Decimal(0)
    return Outflow(before, now, lost, exact >= alarm_percent)


@dataclass(frozen=True, slots=True)
class Period:
    """One person's part in one customer over ``[first, end)``."""

    staff_id: int
    is_main: bool
    share: Decimal
    first: date
    end: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether it is in force."""
        return self.first <= day and (self.end is None or day < self.end)


def problems_of(periods: Sequence[Period], days: Iterable[date]) -> list[str]:
    """Return where the periods of one customer break what always holds: at most one main manager, and whole shares when there is one."""
    found: list[str] = []
    for day in days:
        now = [one for one in periods if one.holds_on(day)]
        mains = [one for one in now if one.is_main]
        if len(mains) > 1:
            found.append(f"{day}: {len(mains)} main managers")
        if mains and sum((one.share for one in now), Decimal(0)) != _HUNDRED:
            found.append(f"{day}: shares do not sum to 100")
    return found
