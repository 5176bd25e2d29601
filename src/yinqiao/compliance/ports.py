"""Whom the gate asks beside its own facts: who is looked into (screening), and what suits whom (suitability).

Each answers for many customers at once, in a constant number of queries, and only with refusals. The single form and the form for a
million recipients call the same function, so that they cannot differ. Registered by whoever owns the answer; with nobody registered
the step says 未接入 and passes.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Protocol

from yinqiao.compliance.rules import REVIEW, SUITABILITY, Answer
from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import Registry


@dataclass(frozen=True, slots=True)
class Question:
    """Of whom, of which product, and when; `actor` is who wants to make the contact. The customers are in her scope."""

    actor: Actor
    customer_ids: Collection[int]
    product_id: int | None
    now: datetime


class Ask(Protocol):
    """Return the refusal of each customer against whom something stands; the others are left out."""

    def __call__(self, question: Question) -> Mapping[int, Answer]:
        """Answer for all of them."""


Look = tuple[int, int]
"""(staff id, customer id)."""


class Errands(Protocol):
    """Return those of the looks of a day that something to do explains. Read within the scope of the whole bank."""

    def __call__(self, looks: Collection[Look], *, on: date) -> set[Look]:
        """Answer for all of them in a constant number of queries."""


reviewers: Final[Registry[Ask]] = Registry("who looks into customers")
suitors: Final[Registry[Ask]] = Registry("who knows what suits whom")
# The watch over looks asks who knows why somebody opened a customer: a task, a contact, an opportunity.
errands: Final[Registry[Errands]] = Registry("reasons to look at a customer")


def asked() -> frozenset[str]:
    """Return which steps have somebody to ask."""
    found = {REVIEW: reviewers, SUITABILITY: suitors}
    return frozenset(
        step for step, registry in found.items() if any(True for _ in registry.values())
    )


def answers(asks: Iterable[Ask], question: Question) -> dict[int, Answer]:
    """Return the refusals of all who are asked; of two for one customer the first stands."""
    found: dict[int, Answer] = {}
    for ask in asks:
        found = {**ask(question), **found}
    return found
