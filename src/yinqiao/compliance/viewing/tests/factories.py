"""Looks as the trail keeps them, for tests of this room and of rooms above."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Protocol

from yinqiao.compliance.viewing.models import LookDay
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.entries import Entry, append
from yinqiao.platform.db.refs import ObjectRef


class HasKey(Protocol):
    """A row with an id."""

    pk: int


def look(actor: Actor, customers: Iterable[HasKey], *, on: date) -> None:
    """Let the actor have opened these customers at ten on a day of the bank."""
    at = datetime.combine(on, time(10), tzinfo=clock.BANK_ZONE)
    entries = [
        Entry(verb="customers.opened", ref=ObjectRef("customers.customer", customer.pk))
        for customer in customers
    ]
    append(actor, entries, now=at)


def make_habit(staff_id: int, counts: Iterable[tuple[date, int]], *, role: str) -> None:
    """Give a person days of looks that were worked out before."""
    LookDay.objects.bulk_create(
        LookDay(staff_id=staff_id, on=on, role=role, opened=opened, outside=0)
        for on, opened in counts
    )
