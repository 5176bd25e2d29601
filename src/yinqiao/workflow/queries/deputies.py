"""代理审批: whose deputy a person is, and the arrangements a person made or was given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yinqiao.access import queries as access
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.workflow import policies
from yinqiao.workflow.models import Deputy


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """One arrangement as one of the two sees it."""

    id: int
    giver_name: str
    taker_name: str
    from_on: date
    to_on: date
    reason: str
    made_at: datetime
    is_mine: bool
    is_open: bool
    is_now: bool


def givers(*, actor: Actor, now: datetime) -> tuple[Actor, ...]:
    """Return as whom else the actor may decide now; a giver who left or lost the right brings nothing."""
    if actor.staff_id is None or not actor.can(policies.APPROVE):
        return ()
    day = clock.bank_date(now)
    rows = Deputy.objects.filter(
        taker_id=actor.staff_id, from_on__lte=day, to_on__gte=day, ended_at__isnull=True
    )
    people = rows.order_by("giver_id").values_list("giver_id", flat=True).distinct()
    found = (access.actor_of_staff(person, now) for person in people)
    return tuple(one for one in found if one is not None and one.can(policies.APPROVE))


def deputy_list(*, actor: Actor) -> QuerySet[Deputy]:
    """Return the arrangements that the actor made or was given."""
    person = actor.staff_id or 0
    return Deputy.objects.filter(Q(giver_id=person) | Q(taker_id=person))


def deputy_rows(rows: Iterable[Deputy], *, actor: Actor, now: datetime) -> list[DeputyRow]:
    """Return the read models of one page."""
    day = clock.bank_date(now)
    return [
        DeputyRow(
            id=row.pk,
            giver_name=row.giver_name,
            taker_name=row.taker_name,
            from_on=row.from_on,
            to_on=row.to_on,
            reason=row.reason,
            made_at=row.made_at,
            is_mine=row.giver_id == actor.staff_id,
            is_open=row.ended_at is None and row.to_on >= day,
            is_now=row.ended_at is None and row.from_on <= day <= row.to_on,
        )
        for row in rows
    ]


def away(*, staff_ids: Iterable[int], on: date) -> frozenset[int]:
    """Return who of these has a deputy on the day: she is not there, and gets nothing new."""
    rows = Deputy.objects.filter(
        giver_id__in=list(staff_ids), ended_at__isnull=True, from_on__lte=on, to_on__gte=on
    )
    return frozenset(rows.values_list("giver_id", flat=True))
