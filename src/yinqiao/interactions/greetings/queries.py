"""Greetings for a list and for the timeline, masked by scope."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.interactions import policies
from yinqiao.interactions.choices import Channel
from yinqiao.interactions.greetings.choices import GreetingState, Occasion
from yinqiao.interactions.greetings.models import Greeting
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.ui.story import Happening, StoryPart, wanted

LISTED: Final = "interactions.greetings-listed"


@dataclass(frozen=True, slots=True)
class GreetingRow:
    """One greeting with what became of it and why."""

    id: int
    customer_id: int
    customer: str
    occasion: str
    channel: str
    text: str
    text_version: str
    state: str
    state_label: str
    reason: str
    attempts: int
    at: datetime


def greeting_list(*, actor: Actor, state: str) -> QuerySet[Greeting]:
    """Return the greetings to customers in scope in a state (empty: all); order by (planned_at, id)."""
    require(actor, policies.VIEW_TIMELINE, verb=LISTED)
    rows = customer_policies.scoped(Greeting.objects.all(), actor)
    return rows.filter(state=state) if state else rows


def greeting_rows(rows: Iterable[Greeting], *, actor: Actor) -> list[GreetingRow]:
    """Return the read models of one page; whom it showed is in the trail."""
    found = list(rows)
    ids = {row.customer_id for row in found}
    names = customers.customer_names(actor=actor, customer_ids=ids)
    if ids:
        record_read(actor=actor, verb=LISTED, detail={"customers": sorted(ids)})
    return [
        GreetingRow(
            id=row.pk,
            customer_id=row.customer_id,
            customer=names.get(row.customer_id, ""),
            occasion=label(Occasion, row.occasion),
            channel=label(Channel, row.channel) if row.channel else "",
            text=row.text,
            text_version=row.text_version,
            state=row.state,
            state_label=label(GreetingState, row.state),
            reason=row.reason,
            attempts=row.attempts,
            at=row.done_at or row.planned_at,
        )
        for row in found
    ]


def greetings_told(actor: Actor, part: StoryPart) -> list[Happening]:  # noqa: ARG001 - who asks has the scope
    """Return those that were sent, for the timeline."""
    rows = Greeting.objects.filter(
        customer_id__in=part.party_ids, state=GreetingState.SENT, done_at__isnull=False
    )
    return wanted(
        (
            Happening(
                at=row.done_at,
                id=row.pk,
                icon="gift",
                title=label(Occasion, row.occasion),
                text=row.text,
                facts=(label(Channel, row.channel),),
            )
            for row in rows
            if row.done_at is not None
        ),
        part,
    )
