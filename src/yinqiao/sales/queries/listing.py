"""The list of opportunities, by what its address asks for."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.sales import policies, rules
from yinqiao.sales.choices import Due, Show, State
from yinqiao.sales.models import Opportunity
from yinqiao.sales.queries.day import last_workday
from yinqiao.sales.queries.desk import DueMark, goes_up_next
from yinqiao.sales.queries.pulse import MOST_CHOICES, is_slow, named
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

WEEK = timedelta(days=7)
MOST_NOTICES = 10


@dataclass(frozen=True, slots=True)
class OpportunityFilter:
    """What the list is limited to. `state` is a state or one of `Show`; empty: open ones that are not put off."""

    kind: str = ""
    state: str = ""
    due: str = ""
    owner: str = ""
    stage: int | None = None


def opportunity_list(
    *, actor: Actor, wanted: OpportunityFilter, today: date
) -> QuerySet[Opportunity]:
    """Return the opportunities on the actor's list that match; order by (urgency, id)."""
    rows = policies.on_the_list_of(actor).filter(_of_state(wanted.state, today))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.stage:
        rows = rows.filter(stage_id=wanted.stage)
    if wanted.due:
        rows = rows.filter(_of_due(wanted.due, today))
    if wanted.owner:
        rows = rows.filter(_of_owner(wanted.owner))
    return rows


def record_listed(*, actor: Actor, wanted: OpportunityFilter, rows: Sequence[Opportunity]) -> None:
    """Write down whose opportunities a page of the list showed, and by which filter."""
    record_read(
        actor=actor,
        verb="sales.opportunities-listed",
        detail={
            "filter": {key: value for key, value in asdict(wanted).items() if value},
            "customers": sorted({row.customer_id for row in rows}),
        },
    )


def record_feed(*, actor: Actor, rows: Sequence[OpportunityRow | DueMark]) -> None:
    """Write down whose opportunities a block of the workbench or the calls of the day showed."""
    if rows:
        record_read(
            actor=actor,
            verb="sales.opportunities-listed",
            detail={"customers": sorted({row.customer_id for row in rows})},
        )


def list_title(actor: Actor) -> str:
    """Return what the list is called for this actor."""
    return _("Opportunities") if policies.sees_others(actor) else _("My opportunities")


@dataclass(frozen=True, slots=True)
class ListChoices:
    """What the open opportunities of a list can be filtered by: kinds as (code, title), people in charge as (id, name)."""

    kinds: list[tuple[str, str]]
    owners: list[tuple[str, str]]


def list_choices(*, actor: Actor) -> ListChoices:
    """Return the kinds and the people among the open opportunities on the actor's list; nobody for one's own book. One query."""
    rows = policies.on_the_list_of(actor).filter(closed_at__isnull=True)
    found = list(rows.order_by().values_list("kind", "owner_id").annotate(name=Max("title")))
    kinds = dict(sorted((kind, name) for kind, _owner, name in found))
    by_name = sorted(kinds.items(), key=lambda item: (item[1], item[0]))
    owners = named(owner for _kind, owner, _name in found) if policies.sees_others(actor) else []
    return ListChoices(by_name[:MOST_CHOICES], owners)


def waiting_count(*, actor: Actor, today: date) -> int:
    """Return how many open opportunities wait for the actor herself: her own, and those that went up to her."""
    if actor.staff_id is None:
        return 0
    rows = policies.visible_to(actor).filter(_of_state("", today))
    return rows.filter(policies.waits_for(actor)).count()


def passed_up_to(*, actor: Actor, since: datetime, now: datetime) -> list[OpportunityRow]:
    """Return the open opportunities that went up to the actor since then, newest first."""
    if actor.staff_id is None:
        return []
    rows = policies.visible_to(actor).filter(
        escalated_to_id=actor.staff_id, escalated_at__gte=since, closed_at__isnull=True
    )
    return opportunity_rows(
        rows.order_by("-escalated_at", "-pk")[:MOST_NOTICES], actor=actor, now=now
    )


def _of_state(state: str, today: date) -> Q:
    is_open = Q(closed_at__isnull=True)
    is_snoozed = is_open & Q(snoozed_until__gt=today)
    if state in State.values:
        return Q(state=state)
    if state == Show.STUCK:
        return is_slow(today)
    if state == Show.GOING_UP:
        return is_open & ~is_snoozed & Q(suppression_code="") & goes_up_next(today)
    shown = {
        Show.OPEN: is_open,
        Show.ESCALATED: is_open & Q(escalation_level__gt=0),
        Show.SNOOZED: is_snoozed,
        Show.SUPPRESSED: is_open & ~Q(suppression_code=""),
        Show.ENDED: ~is_open,
        Show.ANY: Q(),
    }
    return shown[Show(state)] if state else is_open & ~is_snoozed & Q(suppression_code="")


def _of_due(due: str, today: date) -> Q:
    if due == Due.LATE:
        return Q(due_on__lt=today)
    if due == Due.TODAY:
        return Q(due_on=today)
    if due == Due.MATURED:
        return matured_since(today)
    return Q(due_on__gte=today, due_on__lte=today + WEEK)


def matured_since(today: date) -> Q:
    """Say which are about what matured since the last workday, however they stand now."""
    return Q(kind=rules.MATURITY, happens_on__gte=last_workday(today), happens_on__lt=today)


def _of_owner(owner: str) -> Q:
    return Q(owner__isnull=True) if owner == "pool" else Q(owner_id=int(owner))
