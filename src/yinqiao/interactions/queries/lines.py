"""Contacts of a customer one by one, as programs read them: in scope, their texts masked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.customers.queries import card
from yinqiao.interactions.models import ContactRecord
from yinqiao.interactions.queries.origins import is_history
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.masking.door import Masker


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact with its codes as they are."""

    id: int
    customer_id: int
    channel: str
    direction: str
    outcome: str
    purpose: str
    happened_at: datetime
    duration_seconds: int | None
    subject: str
    summary: str
    need: str
    place: str
    next_step: str
    next_on: date | None
    staff_name: str
    about_type: str
    about_id: int | None
    is_history: bool


def contact_list(*, actor: Actor, customer_id: int) -> QuerySet[ContactRecord]:
    """Return a customer's contacts, to be ordered by (happened_at, id); raise NotFound outside the scope."""
    card.require_customer(actor=actor, customer_id=customer_id)
    return _present(actor).filter(customer_id=customer_id)


def contact_line(*, actor: Actor, record_id: int) -> ContactLine:
    """Return one; raise NotFound for an absent one and for one of a customer outside the scope alike."""
    found = contact_lines(_present(actor).filter(pk=record_id), actor=actor)
    if not found:
        raise NotFound(_("There is no such contact, or its customer is not in your scope."))
    return found[0]


def contact_lines(rows: Iterable[ContactRecord], *, actor: Actor) -> list[ContactLine]:
    """Return the read models of one page."""
    masker = Masker.of(actor)
    return [_line(row, masker) for row in rows]


def _present(actor: Actor) -> QuerySet[ContactRecord]:
    return customers.scoped(ContactRecord.objects.filter(ended_on__isnull=True), actor)


def _line(row: ContactRecord, masker: Masker) -> ContactLine:
    return ContactLine(
        id=row.pk,
        customer_id=row.customer_id,
        channel=row.channel,
        direction=row.direction,
        outcome=row.outcome,
        purpose=row.purpose,
        happened_at=row.happened_at,
        duration_seconds=row.duration_seconds,
        subject=masker.free_text(row.subject),
        summary=masker.free_text(row.summary),
        need=masker.free_text(row.need),
        place=masker.free_text(row.place),
        next_step=masker.free_text(row.next_step),
        next_on=row.next_on,
        staff_name=row.staff_name or row.staff_no,
        about_type=row.about_type,
        about_id=row.about_id,
        is_history=is_history(row),
    )
