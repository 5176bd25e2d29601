"""Referrals of the counter: those that came to a manager, and what became of one for who made it."""

from dataclasses import dataclass
from datetime import datetime

from yinqiao.platform.actor import Actor
from yinqiao.sales import policies
from yinqiao.sales.choices import REFERRAL
from yinqiao.sales.queries.listing import MOST_NOTICES
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows


@dataclass(frozen=True, slots=True)
class ReferralNote:
    """What was passed on, and to whom; without an owner it lies in the pool."""

    words: str
    owner: str
    at: datetime


def referred_to(*, actor: Actor, since: datetime, now: datetime) -> list[OpportunityRow]:
    """Return the open referrals of the counter that came to the actor since then, newest first."""
    if actor.staff_id is None:
        return []
    rows = policies.visible_to(actor).filter(
        kind=REFERRAL, owner_id=actor.staff_id, opened_at__gte=since, closed_at__isnull=True
    )
    return opportunity_rows(rows.order_by("-opened_at", "-pk")[:MOST_NOTICES], actor=actor, now=now)


def referral_of(*, actor: Actor, customer_id: int, key: str) -> ReferralNote | None:
    """Return what became of the referral of a visit: who has it (nobody: the pool); None before there is one."""
    row = (
        policies.visible_to(actor)
        .filter(customer_id=customer_id, kind=REFERRAL, object_key=key)
        .values_list("reason", "owner__name", "opened_at")
        .first()
    )
    return ReferralNote(row[0], row[1] or "", row[2]) if row else None
