"""Looks in clear that were drawn for a check: what waits for a head or for compliance, what was said, what is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.labels import field_title
from yinqiao.compliance.viewing import policies
from yinqiao.compliance.viewing.choices import CheckState
from yinqiao.compliance.viewing.models import RevealCheck
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label

ALL_CHECKS: Final = "ALL"


@dataclass(frozen=True, slots=True)
class CheckFilter:
    """Which looks: those that wait unless a state (or ALL) is chosen; a person by number; days of the look, `until` included."""

    state: str = ""
    staff_no: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One look that was drawn: who saw which kind of number of whom (masked), when, and the reason given then; never the value.

    `before` is the head who answers, empty for compliance. `can_answer`: it waits for the reader.
    """

    id: int
    who: str
    customer: str
    customer_id: int
    field: str
    reason: str
    is_approved: bool
    revealed_at: datetime
    before: str
    due_on: date
    state: str
    state_label: str
    note: str
    answered_by: str
    answered_at: datetime | None
    can_answer: bool
    version: int


@dataclass(frozen=True, slots=True)
class Due:
    """How many looks wait for the actor, by when the first; how many are late, and since when she was told (None: nobody was)."""

    number: int
    first_on: date | None
    late: int
    told_at: datetime | None


def checks_seen(*, actor: Actor) -> QuerySet[RevealCheck]:
    """Return the looks before the actor, all of them to who oversees; of customers in scope, and never her own."""
    require(actor, policies.CHECK_REVEAL, verb="viewing.reveal-checks-listed")
    rows = customer_policies.scoped(RevealCheck.objects.all(), actor)
    if not actor.can(policies.OVERSEE_CHECKS):
        rows = rows.filter(head_id=actor.staff_id or 0)
    return rows.exclude(staff_id=actor.staff_id or 0)


def checks_before(*, actor: Actor) -> QuerySet[RevealCheck]:
    """Return what waits for the actor's word: her people's looks; for who oversees those without a head, and those that are late."""
    before = Q(head_id=actor.staff_id or 0)
    if actor.can(policies.OVERSEE_CHECKS):
        before |= Q(head_id__isnull=True) | Q(escalated_at__isnull=False)
    return checks_seen(actor=actor).filter(before, answered_at__isnull=True)


def check_list(*, actor: Actor, wanted: CheckFilter, today: date) -> QuerySet[RevealCheck]:
    """Return the looks that match; order by (revealed_at, id)."""
    rows = checks_seen(actor=actor)
    if wanted.state in ("", CheckState.WAITING):
        rows = rows.filter(answered_at__isnull=True)
    elif wanted.state == CheckState.LATE:
        rows = rows.filter(answered_at__isnull=True, due_on__lt=today)
    elif wanted.state != ALL_CHECKS:
        rows = rows.filter(verdict=wanted.state)
    given: dict[str, object] = {}
    if wanted.staff_no.strip():
        given["staff_no"] = wanted.staff_no.strip()
    if wanted.since:
        given["revealed_at__gte"] = _start(wanted.since)
    if wanted.until:
        # To its last moment: the day after the last day there is, is none.
        given["revealed_at__lte"] = datetime.combine(wanted.until, time.max, tzinfo=clock.BANK_ZONE)
    return rows.filter(**given)


def checks_due(*, actor: Actor, today: date) -> Due:
    """Return what waits for the actor; nothing for who checks no looks."""
    if not actor.can(policies.CHECK_REVEAL):
        return Due(0, None, 0, None)
    found = checks_before(actor=actor).aggregate(
        number=Count("id"),
        first_on=Min("due_on"),
        late=Count("id", filter=Q(due_on__lt=today)),
        told_at=Max("escalated_at"),
    )
    return Due(**found)


def check_lines(rows: Iterable[RevealCheck], *, actor: Actor, today: date) -> list[CheckLine]:
    """Return the read models of one page; names masked for everybody, for nobody needs them to judge a reason."""
    found = list(rows)
    names = customers.masked_names(actor=actor, customer_ids={row.customer_id for row in found})
    waiting = [row.pk for row in found if row.answered_at is None]
    hers = set(
        checks_before(actor=actor).filter(pk__in=waiting).values_list("pk", flat=True)
        if waiting
        else ()
    )
    return [_line(row, names, can_answer=row.pk in hers, today=today) for row in found]


def check_line(*, actor: Actor, check_id: int, today: date) -> CheckLine:
    """Return one; raise NotFound for what the actor may not see."""
    row = checks_seen(actor=actor).filter(pk=check_id).first()
    if row is None:
        raise NotFound(_("Nothing of this waits for you."))
    return check_lines([row], actor=actor, today=today)[0]


def _line(
    row: RevealCheck, names: Mapping[int, str], *, can_answer: bool, today: date
) -> CheckLine:
    state = row.verdict or (CheckState.LATE if today > row.due_on else CheckState.WAITING)
    return CheckLine(
        id=row.pk,
        who=f"{row.staff_name} {row.staff_no}",
        customer=names.get(row.customer_id, ""),
        customer_id=row.customer_id,
        field=field_title(row.field),
        reason=row.reason,
        is_approved=row.approval_id is not None,
        revealed_at=row.revealed_at,
        before=row.head_name,
        due_on=row.due_on,
        state=state,
        state_label=label(CheckState, state),
        note=row.note,
        answered_by=row.answered_by_name,
        answered_at=row.answered_at,
        can_answer=can_answer,
        version=row.version,
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.BANK_ZONE)
