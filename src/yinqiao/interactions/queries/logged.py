"""What one person logged in a span: the stuff of her daily report."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.interactions import rules
from yinqiao.interactions.choices import Channel, Outcome
from yinqiao.interactions.models import ContactRecord
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.i18n.codes import labels

MOST: Final = 200


@dataclass(frozen=True, slots=True)
class LoggedContact:
    """One contact, with the customer's name as the reader may see it."""

    id: int
    customer_id: int
    customer_name: str
    tier: str
    at: datetime
    channel: str
    outcome: str
    is_reached: bool
    need: str
    note: str
    next_step: str
    next_on: date | None


def contacts_logged(
    *, actor: Actor, staff_id: int, since: datetime, until: datetime
) -> list[LoggedContact]:
    """Return the contacts that a person made in the span with customers in the actor's scope, oldest first; at most `MOST`."""
    rows = list(
        customer_policies.scoped(ContactRecord.objects.all(), actor)
        .filter(staff_id=staff_id, happened_at__gte=since, happened_at__lt=until)
        .order_by("happened_at", "pk")[:MOST]
    )
    people = customers.customer_rows_of(
        actor=actor, customer_ids={row.customer_id for row in rows}, now=until
    )
    masker = customers.masker_of(actor)
    channels, outcomes = labels(Channel), labels(Outcome)
    return [
        LoggedContact(
            id=row.pk,
            customer_id=row.customer_id,
            customer_name=people[row.customer_id].name,
            tier=people[row.customer_id].tier,
            at=row.happened_at,
            channel=channels.get(row.channel, row.channel),
            outcome=outcomes.get(row.outcome, row.outcome),
            # What an older system logged without an outcome was a contact (see `counts`).
            is_reached=not row.outcome or rules.is_reached(row.outcome),
            need=masker.free_text(row.need),
            note=masker.free_text(row.summary),
            next_step=masker.free_text(row.next_step),
            next_on=row.next_on,
        )
        for row in rows
        if row.customer_id in people
    ]


def has_logged(*, staff_id: int | None, about: ObjectRef, since: datetime) -> bool:
    """Tell whether a person logged a contact about this one thing since then."""
    rows = ContactRecord.objects.filter(staff_id=staff_id or 0, happened_at__gte=since)
    return rows.filter(about_type=about.type, about_id=about.pk).exists()
