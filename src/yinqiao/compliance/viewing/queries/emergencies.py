"""Access that was taken in an emergency: what waits for its review, and who is told at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.choices import ReviewVerdict
from yinqiao.compliance.viewing.models import Emergency
from yinqiao.customers import queries as customers
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

TOLD_DAYS: Final = 7
_MOST_TOLD: Final = 20


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """One access in an emergency. `can_review`: it waits and the reader is not who took it."""

    id: int
    who: str
    customer: str
    customer_id: int | None
    reason: str
    taken_at: datetime
    until: datetime
    due_on: date
    verdict: str
    verdict_label: str
    note: str
    reviewed_by: str
    reviewed_at: datetime | None
    is_late: bool
    can_review: bool
    version: int


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody is told of an access in an emergency: no customer, for a supervisor may not see her."""

    id: int
    who: str
    reason: str
    at: datetime
    is_late: bool
    may_open: bool


def emergencies(*, actor: Actor) -> QuerySet[Emergency]:
    """Return all of them; order by (taken_at, id)."""
    require(actor, policies.REVIEW_EMERGENCY, verb="viewing.emergencies-listed")
    if actor.scope.is_all:
        return Emergency.objects.all()
    return Emergency.objects.filter(org_id__in=actor.org_ids)


def emergency_lines(rows: Iterable[Emergency], *, actor: Actor, today: date) -> list[EmergencyLine]:
    """Return the read models of one page; names of customers as this actor may see them."""
    found = list(rows)
    opened = access.grant_customers(grant_ids=[row.grant_id for row in found])
    names = customers.customer_names(actor=actor, customer_ids=set(opened.values()))
    return [
        _line(row, opened.get(row.grant_id), names, reader_id=actor.staff_id, today=today)
        for row in found
    ]


def emergency_line(*, actor: Actor, emergency_id: int, today: date) -> EmergencyLine:
    """Return one; raise NotFound outside the scope."""
    row = emergencies(actor=actor).filter(pk=emergency_id).first()
    if row is None:
        raise NotFound(_("There is no such access."))
    return emergency_lines([row], actor=actor, today=today)[0]


def emergencies_told(*, actor: Actor, now: datetime) -> list[Told]:
    """Return what the actor is told: compliance of all that wait, a supervisor of her people's, the head office of late reviews."""
    today = clock.bank_date(now)
    waiting = Q(reviewed_at__isnull=True)
    recent = Q(taken_at__gte=now - timedelta(days=TOLD_DAYS))
    rows = Emergency.objects.filter(waiting | recent).exclude(staff_id=actor.staff_id or 0)
    found = list(rows.order_by("-taken_at", "-pk")[:_MOST_TOLD])
    if not found:
        return []
    reviews, oversees = (
        actor.can(policies.REVIEW_EMERGENCY),
        actor.can(policies.OVERSEE_EMERGENCY),
    )
    above = organization.supervisors_of(staff_ids={row.staff_id for row in found}, on=today)
    return [
        Told(row.pk, row.staff_name, row.reason, row.taken_at, _is_late(row, today), reviews)
        for row in found
        if (reviews and row.reviewed_at is None)
        or above.get(row.staff_id) == actor.staff_id
        or (oversees and row.escalated_at is not None and row.reviewed_at is None)
    ]


def taken_today(*, staff_id: int, now: datetime) -> int:
    """Return how often a person took access in an emergency today."""
    start = datetime.combine(clock.bank_date(now), time(), tzinfo=clock.BANK_ZONE)
    return Emergency.objects.filter(staff_id=staff_id, taken_at__gte=start).count()


def _is_late(row: Emergency, today: date) -> bool:
    return row.reviewed_at is None and today > row.due_on


def _line(
    row: Emergency,
    customer_id: int | None,
    names: Mapping[int, str],
    *,
    reader_id: int | None,
    today: date,
) -> EmergencyLine:
    return EmergencyLine(
        id=row.pk,
        who=f"{row.staff_name} {row.staff_no}",
        customer=names.get(customer_id or 0, ""),
        customer_id=customer_id if customer_id in names else None,
        reason=row.reason,
        taken_at=row.taken_at,
        until=row.until,
        due_on=row.due_on,
        verdict=row.verdict,
        verdict_label=label(ReviewVerdict, row.verdict) if row.verdict else "",
        note=row.note,
        reviewed_by=row.reviewed_by_name,
        reviewed_at=row.reviewed_at,
        is_late=_is_late(row, today),
        can_review=row.reviewed_at is None and row.staff_id != reader_id,
        version=row.version,
    )
