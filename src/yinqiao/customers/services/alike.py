"""Somebody who is a customer already is shown before anything is saved: when a person is entered, and when a number is added (C1)."""

from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers.choices import MatchKey, SuggestionOrigin
from yinqiao.customers.identity import suggesting
from yinqiao.customers.models import Customer
from yinqiao.customers.queries import entering
from yinqiao.customers.queries.beyond import whole_bank
from yinqiao.customers.queries.duplicates import party_ids, survivor_of
from yinqiao.customers.queries.entering import Candidate, EntryCheck, Known
from yinqiao.platform.audit import Unit
from yinqiao.platform.errors import DomainError

_NAMED: Final = 3


class DuplicateCustomer(DomainError):
    """There is such a customer: `check` says who, as far as the actor may know."""

    code = "DUP_CUSTOMER"
    status = 409

    def __init__(self, message: str, *, check: EntryCheck) -> None:
        super().__init__(
            message,
            extra={
                "customer_ids": [row.row.id for row in check.rows],
                "is_elsewhere": check.is_elsewhere,
                "is_exact": check.is_exact,
            },
        )
        self.check = check

    def in_words(self) -> str:
        """Return the message with the customers in scope and what agrees, for a form."""
        known = [
            f"{item.row.name} {item.row.customer_no} ({' · '.join(item.keys)})"
            for item in self.check.rows[:_NAMED]
        ]
        return " ".join([self.message, *known])


def look_at_mobile(unit: Unit, customer: Customer, mobile: str, *, has_seen: bool) -> None:
    """Look for others with this mobile number and the same name or birth before it is given to `customer`.

    Those in scope are shown first (DuplicateCustomer) until the person says that she has seen them; wherever they stand, the stewards get the
    pair. A number alone says nothing: families share one.
    """
    candidate = Candidate(
        kind=customer.kind, name=customer.name, mobile=mobile, birth_on=customer.birth_on
    )
    own = {survivor_of(customer.pk), *party_ids(customer.pk)}
    known = [
        item
        for item in entering.known_records(actor=unit.actor, candidate=candidate)
        if item.customer_id not in own and MatchKey.MOBILE in item.keys
    ]
    check = entering.entry_check(actor=unit.actor, now=unit.now, candidate=candidate, known=known)
    if check.rows and not has_seen:
        raise DuplicateCustomer(
            _(
                "Another customer with this number looks like the same person. Look before you save."
            ),
            check=check,
        )
    suggest_alike(unit, customer, known)


def suggest_alike(unit: Unit, row: Customer, known: list[Known]) -> None:
    """Let the stewards look at whoever is alike, also beyond the scope of who typed."""
    if known:
        pairs = [(row.pk, item.customer_id, "ON_ENTRY", item.keys, item.score) for item in known]
        with whole_bank(unit.actor):
            suggesting.suggest_pairs(unit, pairs=pairs, origin=SuggestionOrigin.ENTRY)
