"""Pure rules of performance: what is split adds up exactly, targets laid over months and units, pace, steps of incentives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

CENT: Final = Decimal("0.01")
ONE_DAY: Final = timedelta(days=1)
WHOLE: Final = 10_000
MONTHS_OF = {"YEAR": 12, "QUARTER": 3, "MONTH": 1}


def split(whole: int, weights: Sequence[int]) -> list[int]:
    """Split a whole number by weights so that the parts add up to it exactly, each within 1 of its share; nothing to weigh by: evenly.

    Each part is the difference of two rounded running sums, so what one is short of the next one has.
    """
    if any(weight < 0 for weight in weights):
        message = "weights are not negative"
        raise ValueError(message)
    if not weights:
        return []
    total = sum(weights)
    shares = list(weights) if total else [1] * len(weights)
    total = total or len(weights)
    parts, running, before = [], 0, 0
    for share in shares:
        running += share
        upto = (2 * whole * running + total) // (2 * total)
        parts.append(upto - before)
        before = upto
    return parts


def split_amount(
    amount: Decimal, weights: Sequence[Decimal], *, step: Decimal = CENT
) -> list[Decimal]:
    """Split an amount likewise, to whole `step`s; what is finer than a step stays with the last."""
    units = int(amount / step)
    scaled = [int(weight * WHOLE) for weight in weights]
    parts = [part * step for part in split(units, scaled)]
    if parts:
        parts[-1] += amount - units * step
    return parts


def months_of(span: str, first: date) -> list[date]:
    """Return the first days of the months of a span that begins on `first`."""
    start = first.year * 12 + first.month - 1
    return [date((start + n) // 12, (start + n) % 12 + 1, 1) for n in range(MONTHS_OF[span])]


def begins_span(span: str, first: date) -> bool:
    """Tell whether a span of this kind can begin on that day."""
    return first.day == 1 and (first.month - 1) % MONTHS_OF[span] == 0


def end_of(span: str, first: date) -> date:
    """Return the last day of a span."""
    last = months_of(span, first)[-1]
    return (last + timedelta(days=31)).replace(day=1) - ONE_DAY


@dataclass(frozen=True, slots=True)
class Held:
    """A value of a target and the day from which it holds."""

    since: date
    value: Decimal


def in_force(values: Sequence[Held], day: date) -> Decimal | None:
    """Return the value that held on `day`; of two from one day the later in the list, and before the first the first."""
    if not values:
        return None
    begun = [one for one in values if one.since <= day]
    if not begun:
        return min(values, key=lambda one: one.since).value
    newest = max(one.since for one in begun)
    return [one for one in begun if one.since == newest][-1].value


def expected_by(values: Sequence[Held], workdays: Sequence[date], today: date) -> Decimal | None:
    """Return how much of the target should be reached by `today`: each workday asks for its part of what was in force on it."""
    if not values or not workdays:
        return None
    asked = [in_force(values, day) or Decimal(0) for day in workdays if day <= today]
    return sum(asked, Decimal(0)) / len(workdays)


@dataclass(frozen=True, slots=True)
class Step:
    """From this attainment on (1 = the whole target) the rate is paid."""

    attained: Decimal
    rate: Decimal


def read_steps(text: str) -> list[Step]:
    """Read ``0.8:5, 1:8``: from 80 % on 5, from 100 % on 8. Raise ValueError for what is none, not rising or negative."""
    steps = []
    for item in text.replace("，", ",").split(","):
        attained, colon, rate = item.strip().partition(":")
        if not colon:
            message = f"no step: {item!r}"
            raise ValueError(message)
        try:
            step = Step(Decimal(attained.strip()), Decimal(rate.strip()))
        except ArithmeticError:
            message = f"no step: {item!r}"
            raise ValueError(message) from None
        if (
            not (step.attained.is_finite() and step.rate.is_finite())
            or min(step.attained, step.rate) < 0
        ):
            message = f"no step: {item!r}"
            raise ValueError(message)
        steps.append(step)
    if [one.attained for one in steps] != sorted({one.attained for one in steps}):
        message = "steps rise"
        raise ValueError(message)
    return steps


def rate_at(steps: Sequence[Step], attained: Decimal) -> Decimal:
    """Return the rate of the highest step reached; nothing below the first."""
    return next((step.rate for step in reversed(steps) if attained >= step.attained), Decimal(0))


def incentive(
    pay: str, steps: Sequence[Step], *, value: Decimal, target: Decimal | None
) -> Decimal:
    """Return what is paid in yuan, to the cent; without a target or for nothing reached: nothing."""
    if not target or value <= 0:
        return Decimal(0)
    rate = rate_at(steps, value / target)
    paid = {"PER_10K": value / 10_000 * rate, "EACH": value * rate, "FIXED": rate}[pay]
    return paid.quantize(CENT)


def touched_parts(
    amount: Decimal, *, owner: int, touched: int | None, percent: int
) -> dict[int, Decimal]:
    """Split what was won between who closed it and who touched the customer last before (DOMAIN §6): `percent` of it is the latter's."""
    if touched is None or touched == owner:
        return {owner: amount}
    theirs, own = split_amount(amount, [Decimal(percent), Decimal(100 - percent)])
    return {owner: own, touched: theirs}


@dataclass(frozen=True, slots=True)
class Member:
    """How a customer stands to a unit: with it on the first and the last day, new to the bank since; what she had of a class and has."""

    was: bool
    is_now: bool
    is_new: bool
    begin: int
    end: int


def causes(member: Member, steps: Mapping[str, int], *, is_lost: bool = False) -> dict[str, int]:
    """Return what of the change of a unit's money comes from a customer in one class, by cause; the sum is her part of the change exactly.

    Who is new to the bank counts whole as NEW, who fell below the bound of the lost as LOST; who was handed over goes with what she had on
    the first day, who was taken over comes with it, and what moved since is the new unit's.
    """
    found: dict[str, int] = {}
    if member.was and not member.is_now:
        found = {"TRANSFER_OUT": -member.begin}
    elif member.is_now and member.is_new:
        found = {"NEW": member.end}
    elif member.is_now:
        if not member.was:
            found["TRANSFER_IN"] = member.begin
        if is_lost:
            found["LOST"] = member.end - member.begin
        else:
            found |= steps
    return {kind: cents for kind, cents in found.items() if cents}


@dataclass(frozen=True, slots=True)
class Priced:
    """What a move of money is priced by, each a share a year: the transfer price, the customer's rate, expected loss, charge on capital; `cost` in yuan."""

    price: Decimal
    rate: Decimal
    loss: Decimal = Decimal(0)
    capital: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)


def moved_parts(kind: str, amount: Decimal, priced: Priced | None) -> dict[str, Decimal]:
    """Return what a move changes of the contribution of a year, by part, to the cent, and of the charge on capital; a fee is itself."""
    if kind == "FEE":
        parts = {"fee_income": amount}
    elif priced is None:
        parts = {}
    elif kind == "DEPOSIT":
        parts = {"deposit_margin": amount * (priced.price - priced.rate)}
    else:
        parts = {
            "loan_margin": amount * (priced.rate - priced.price),
            "operating_cost": -priced.cost,
            "expected_loss": -amount * priced.loss,
            "capital_charge": amount * priced.capital,
        }
    return {name: value.quantize(CENT) for name, value in parts.items()}
