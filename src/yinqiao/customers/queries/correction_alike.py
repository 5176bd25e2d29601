"""Whom a correction would make alike: records that have the proposed number, or look like the same person with what is proposed (C1)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from yinqiao.customers import choices
from yinqiao.customers.models import CorrectionRequest, Customer
from yinqiao.customers.queries import correction_values, entering
from yinqiao.customers.queries.duplicates import party_ids, survivor_of
from yinqiao.customers.queries.entering import Candidate, EntryCheck, Known
from yinqiao.lib import cn_id
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor

# What tells one person or company from another.
IDENTIFYING: Final = frozenset({"identification", "uscc", "name", "birth_on"})


@dataclass(frozen=True, slots=True)
class Alike:
    """What the person who decides may know, and the records beyond it that the stewards' queue gets."""

    check: EntryCheck
    known: tuple[Known, ...]


def alike_once_corrected(row: CorrectionRequest, *, actor: Actor, now: datetime) -> Alike | None:
    """Return who would be alike if the value were as proposed; None for a field that identifies nobody."""
    if row.field not in IDENTIFYING:
        return None
    candidate = _candidate(row, today=clock.bank_date(now))
    own = {survivor_of(row.customer_id), *party_ids(row.customer_id)}
    known = tuple(
        item
        for item in entering.known_records(actor=actor, candidate=candidate)
        if item.customer_id not in own
    )
    check = entering.entry_check(actor=actor, now=now, candidate=candidate, known=known)
    return Alike(check, known)


def _candidate(row: CorrectionRequest, *, today: date) -> Candidate:
    """Return the customer as she would be, in clear: nothing of it is shown."""
    customer, value = row.customer, correction_values.proposed_value(row)
    standing = Candidate(customer.kind, customer.name, birth_on=customer.birth_on)
    if row.field == "identification":
        born = _born(customer, value, today) or customer.birth_on
        return replace(standing, id_number=value, birth_on=born)
    if row.field == "uscc":
        return replace(standing, uscc=value)
    if row.field == "name":
        return replace(standing, name=value)
    return replace(standing, birth_on=date.fromisoformat(value))


def _born(customer: Customer, number: str, today: date) -> date | None:
    """Return the birthday that an identity card tells."""
    if customer.kind != choices.Kind.PERSON or cn_id.check_id_card(number, today=today):
        return None
    return cn_id.parse_id_card(number, today=today).birth_on
