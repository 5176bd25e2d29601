"""How much of what falls due is likely to stay, and who is called on which day: pure rules over plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

ZERO: Final = Decimal(0)
DAYS_OF_WEEK: Final = 7
PERCENT: Final = 100


@dataclass(frozen=True, slots=True)
class Sample:
    """What stayed of what fell due: of one class and tier, of customers who renewed before or not."""

    kind: str
    tier: str
    has_renewed: bool
    count: int
    amount: Decimal
    kept: Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """A learnt rate in percent of the money, and from how many maturities it was learnt. `percent` None: 样本不足."""

    percent: int | None
    sample: int

    def at_risk(self, amount: Decimal) -> Decimal:
        """Return the money that is likely to leave: all of it where nobody knows."""
        left = PERCENT - (self.percent or 0)
        return (amount * left / PERCENT).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Due:
    """A customer with money that falls due: the first day, and how much is at risk."""

    customer_id: int
    on: date
    at_risk: Decimal


@dataclass(frozen=True, slots=True)
class Planned:
    """A customer with the day of the call; None where no day had room before the maturity."""

    customer_id: int
    day: date | None


def learn(samples: Iterable[Sample], *, least: int) -> "Rates":
    """Return the rates: of class, tier and renewals where the sample is large enough, else of class and tier, else of the class."""
    sums: dict[tuple[object, ...], tuple[int, Decimal, Decimal]] = {}
    for one in samples:
        for key in (
            (one.kind, one.tier, one.has_renewed),
            (one.kind, one.tier),
            (one.kind,),
        ):
            count, amount, kept = sums.get(key, (0, ZERO, ZERO))
            sums[key] = (count + one.count, amount + one.amount, kept + one.kept)
    return Rates(sums, least)


@dataclass(frozen=True, slots=True)
class Rates:
    """Sums by key, the narrow and the wide ones."""

    sums: Mapping[tuple[object, ...], tuple[int, Decimal, Decimal]]
    least: int

    def of(self, kind: str, tier: str, *, has_renewed: bool) -> Rate:
        """Return the narrowest rate whose sample is large enough; of a class with too few none, with what there is."""
        for key in ((kind, tier, has_renewed), (kind, tier), (kind,)):
            count, amount, kept = self.sums.get(key, (0, ZERO, ZERO))
            if count >= self.least and amount > 0:
                return Rate(int(kept * PERCENT / amount), count)
        return Rate(None, self.sums.get((kind,), (0, ZERO, ZERO))[0])


def plan(
    due: Iterable[Due],
    *,
    workdays: Sequence[date],
    a_day: int,
    busy: Mapping[date, int],
    lead_days: int,
) -> list[Planned]:
    """Give each customer a day before her money falls due: the most at risk choose first, each the earliest day with room.

    Nobody is called earlier than `lead_days` before; `a_day` calls fit in a day, less what is `busy` already.
    """
    room = {day: max(0, a_day - busy.get(day, 0)) for day in workdays}
    found = []
    for one in sorted(due, key=lambda item: (-item.at_risk, item.on, item.customer_id)):
        earliest = one.on - timedelta(days=lead_days)
        day = next((d for d in workdays if earliest <= d < one.on and room[d] > 0), None)
        if day is not None:
            room[day] -= 1
        found.append(Planned(one.customer_id, day))
    return found


def week_of(day: date) -> date:
    """Return the Monday of its week."""
    return day - timedelta(days=day.weekday() % DAYS_OF_WEEK)
