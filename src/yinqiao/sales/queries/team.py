"""A team at a glance: what waits with whom, what went up, and how far people came this month. For heads."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from yinqiao.interactions import queries as interactions
from yinqiao.interactions.queries import Activity, CallPurposes
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.sales import months, policies, rules
from yinqiao.sales.choices import Act
from yinqiao.sales.models import Step
from yinqiao.sales.queries.desk import IS_UP
from yinqiao.sales.queries.kpis import Figures, kpi_figures, summed
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows

MANAGERS: Final = (
    PostKind.RELATIONSHIP_MANAGER,
    PostKind.WEALTH_MANAGER,
    PostKind.CORPORATE_MANAGER,
)
MOST_PEOPLE: Final = 2_000


@dataclass(frozen=True, slots=True)
class Member:
    """One manager: open opportunities, those due or late or gone up; customers reached today; the chain of the month and what was won.

    `calls` of the month tell how many were for service by her word alone.
    """

    staff_id: int
    name: str
    staff_no: str
    open: int
    late: int
    escalated: int
    today: int
    chain: Activity
    won: int
    calls: CallPurposes = CallPurposes()  # noqa: RUF009 - a frozen value
    figures: Figures | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """The managers of the actor's units, those with most waiting first, and the sums of all of them."""

    members: tuple[Member, ...]
    open: int
    late: int
    escalated: int
    today: int
    chain: Activity
    won: int


def team(*, actor: Actor, now: datetime, with_figures: bool = False) -> Team:
    """Return the managers who work in the actor's units; `with_figures` adds the figures of their month. In a constant number of queries."""
    today = clock.bank_date(now)
    people = team_members(actor=actor, on=today)
    ids = [pk for pk, _named, _no in people]
    month = months.month_of(today, organization.calendar())
    waiting = _waiting(actor, ids, now)
    begun = datetime.combine(today, time.min, tzinfo=clock.BANK_ZONE)
    of_day = interactions.activities(staff_ids=ids, since=begun, until=month.ends)
    of_month = interactions.activities(staff_ids=ids, since=month.begins, until=month.ends)
    won = _won(actor, ids, month)
    figures = kpi_figures(actor=actor, staff_ids=ids, now=now) if with_figures else {}
    calls = (
        interactions.call_purposes(staff_ids=ids, since=month.begins, until=month.ends)
        if with_figures
        else {}
    )
    nothing, silent = Activity(), CallPurposes()
    members = [
        Member(
            pk,
            name,
            staff_no,
            *waiting.get(pk, (0, 0, 0)),
            today=of_day.get(pk, nothing).reached,
            chain=of_month.get(pk, nothing),
            won=won.get(pk, 0),
            calls=calls.get(pk, silent),
            figures=figures.get(pk),
        )
        for pk, name, staff_no in people
    ]
    members.sort(key=lambda one: (-one.escalated, -one.late, -one.open, one.staff_no))
    return _summed(members)


def team_members(*, actor: Actor, on: date) -> list[tuple[int, str, str]]:
    """Return (id, name, number) of the managers who work in the actor's units on a day."""
    org_ids = None if actor.scope.is_all else actor.scope.org_ids
    return organization.staff_names_in(org_ids=org_ids, on=on, kinds=MANAGERS, limit=MOST_PEOPLE)


def whose(*, actor: Actor, staff_id: int | None, on: date) -> tuple[int, str]:
    """Return id and name of the person that a page is about: the actor, or a manager of her units if she leads them.

    Raises NotFound for anybody else, and for an actor without a staff number who names nobody.
    """
    if actor.staff_id is not None and staff_id in {None, actor.staff_id}:
        return actor.staff_id, actor.name
    people = team_members(actor=actor, on=on) if actor.can(policies.LEAD) else []
    name = {pk: name for pk, name, _no in people}.get(staff_id or 0)
    if name is None:
        raise NotFound(_("There is no such person in your team."))
    return staff_id or 0, name


def team_month(*, actor: Actor, now: datetime) -> Figures:
    """Return the month of all managers of the actor's units together."""
    today = clock.bank_date(now)
    ids = [pk for pk, _named, _no in team_members(actor=actor, on=today)]
    found = kpi_figures(actor=actor, staff_ids=ids, now=now)
    month = months.month_of(today, organization.calendar())
    return summed(list(found.values()), staff_id=actor.staff_id or 0, month=month)


def pressing_of_team(
    *, actor: Actor, now: datetime, limit: int = 12
) -> tuple[list[OpportunityRow], int]:
    """Return the opportunities of the actor's units that went up or are due, the most urgent first, and how many there are."""
    today = clock.bank_date(now)
    rows = policies.visible_to(actor).filter(
        Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today),
        IS_UP | Q(due_on__lte=today, state__in=rules.UNTOUCHED),
        closed_at__isnull=True,
        suppression_code="",
    )
    found = opportunity_rows(rows.order_by("urgency", "pk")[:limit], actor=actor, now=now)
    return found, rows.count()


def activities_of_day(*, actor: Actor, staff_ids: Collection[int], day: date) -> Activity:
    """Return the sums of what these people did on a day; each of them must be of the actor's team."""
    begun = datetime.combine(day, time.min, tzinfo=clock.BANK_ZONE)
    known = {pk for pk, _named, _no in team_members(actor=actor, on=day)}
    found = interactions.activities(
        staff_ids=known & set(staff_ids), since=begun, until=begun + timedelta(days=1)
    )
    return Activity(
        *(sum(getattr(one, name) for one in found.values()) for name in Activity.__slots__)
    )


def _summed(members: Collection[Member]) -> Team:
    def total(name: str) -> int:
        return sum(getattr(one, name) for one in members)

    chain = Activity(
        *(sum(getattr(one.chain, name) for one in members) for name in Activity.__slots__)
    )
    return Team(
        tuple(members),
        open=total("open"),
        late=total("late"),
        escalated=total("escalated"),
        today=total("today"),
        chain=chain,
        won=total("won"),
    )


def _waiting(
    actor: Actor, staff_ids: Collection[int], now: datetime
) -> dict[int, tuple[int, int, int]]:
    today = clock.bank_date(now)
    # The same as the lists that the numbers open.
    waits = Q(suppression_code="") & (Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=today))
    rows = (
        policies.visible_to(actor)
        .filter(owner_id__in=staff_ids, closed_at__isnull=True)
        .order_by()
        .values_list("owner_id")
        .annotate(
            open=Count("pk", filter=waits),
            late=Count("pk", filter=waits & Q(due_on__lt=today)),
            up=Count("pk", filter=Q(escalation_level__gt=0)),
        )
    )
    return {pk: (number, late, up) for pk, number, late, up in rows if pk is not None}


def _won(actor: Actor, staff_ids: Collection[int], month: months.Month) -> dict[int, int]:
    steps = Step.objects.filter(
        staff_id__in=staff_ids, act=Act.WON, at__gte=month.begins, at__lt=month.ends
    )
    rows = steps.filter(opportunity__in=policies.visible_to(actor)).order_by()
    counted = rows.values_list("staff_id").annotate(Count("pk"))
    return {pk: number for pk, number in counted if pk is not None}
