"""Whether terms may be promised, and where an answer takes an order: pure, so that every combination is tested."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from yinqiao.sales.deals.choices import OrderState, Outcome, PreferenceState, Standing

# With these a customer may be told the rate.
SETTLED: Final = (Standing.LISTED, Standing.OWN, Standing.APPROVED)
FINAL: Final = (OrderState.OPENED, OrderState.REFUSED, OrderState.WITHDRAWN)
ON_THE_WAY: Final = (OrderState.DRAFT, OrderState.SUBMITTED, OrderState.ACCEPTED)
# What the systems that open products may tell of an order.
TOLD: Final = (OrderState.ACCEPTED, *FINAL)
_RANK: Final = {
    OrderState.DRAFT: 0,
    OrderState.SUBMITTED: 1,
    OrderState.ACCEPTED: 2,
    **dict.fromkeys(FINAL, 3),
}
WHOLE: Final = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """What is promised of a line: how much, for how long, at which rate, until when, and by how many basis points that favours the customer.

    `own_limit` is what whoever wrote it may give herself.
    """

    amount: Decimal
    term_days: int | None
    rate: Decimal | None
    points: Decimal
    own_limit: int
    offered_until: date


@dataclass(frozen=True, slots=True)
class Grant:
    """What was asked for last, and what became of it; `valid_until` is the last day of what was approved."""

    state: str
    amount: Decimal
    term_days: int | None
    rate: Decimal | None
    points: Decimal
    valid_until: date | None

    def covers(self, terms: Terms) -> bool:
        """Tell whether it was asked for these very terms: another rate or term, a larger amount or a larger favour is asked for anew."""
        return (
            (self.rate, self.term_days) == (terms.rate, terms.term_days)
            and terms.amount <= self.amount
            and terms.points <= self.points
        )

    def standing(self, today: date) -> Standing:
        """Return what it makes of the terms that it covers."""
        if self.state == PreferenceState.APPROVED:
            is_over = self.valid_until is None or self.valid_until < today
            return Standing.LAPSED if is_over else Standing.APPROVED
        return {
            PreferenceState.ASKED: Standing.ASKED,
            PreferenceState.REFUSED: Standing.REFUSED,
        }.get(PreferenceState(self.state), Standing.NEEDED)


def standing(terms: Terms, grant: Grant | None, *, today: date) -> Standing:
    """Return how terms stand on a day."""
    if terms.offered_until < today:
        return Standing.LAPSED
    if terms.points <= terms.own_limit:
        return Standing.OWN if terms.points > 0 else Standing.LISTED
    if grant is None or not grant.covers(terms):
        return Standing.NEEDED
    return grant.standing(today)


@dataclass(frozen=True, slots=True)
class Answer:
    """What another system tells of an order; `sequence` counts what it told of it."""

    sequence: int
    state: str


def take(state: str, told: int, answer: Answer) -> tuple[str, int, Outcome]:
    """Return state, last sequence and what became of the answer. None moves an order back, and nothing changes one that has ended."""
    is_back = _RANK[OrderState(answer.state)] < _RANK[OrderState(state)]
    if answer.sequence <= told or is_back or OrderState(state) in FINAL:
        return state, max(told, answer.sequence), Outcome.LATE
    return answer.state, answer.sequence, Outcome.APPLIED


def may_ask(found: Standing, *, offered_until: date, today: date) -> bool:
    """Tell whether approval may be asked for: where it is needed, was refused, or ended before the offer does."""
    is_offered = offered_until >= today
    return found in {Standing.NEEDED, Standing.REFUSED} or (found is Standing.LAPSED and is_offered)


def may_submit(state: str) -> bool:
    """Tell whether an order may be sent on."""
    return state == OrderState.DRAFT


def may_withdraw(state: str) -> bool:
    """Tell whether an order may be called back: what is being handled is called back by who handles it."""
    return state in {OrderState.DRAFT, OrderState.SUBMITTED}


def shares_fit(shares: list[int]) -> bool:
    """Tell whether the shares of a deal may stand beside one another."""
    return all(0 <= share <= WHOLE for share in shares) and sum(shares) <= WHOLE
