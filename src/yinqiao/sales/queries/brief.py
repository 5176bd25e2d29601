"""晨报: what the numbers of the morning are, for a manager's own book or for a head's units; each counts the rows of a list that can be opened."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q, Sum

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.insights import queries as insights
from yinqiao.interactions import queries as interactions
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.sales import policies, rules
from yinqiao.sales.models import BriefRead
from yinqiao.sales.queries.day import last_workday, reports_of_day
from yinqiao.sales.queries.desk import IS_UP, goes_up_next
from yinqiao.sales.queries.listing import OpportunityFilter, matured_since, opportunity_list
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows
from yinqiao.sales.queries.team import team_members

FLOWS: Final = ("BAL_JUMP", "BIG_OUTFLOW")


@dataclass(frozen=True, slots=True)
class Mover:
    """Whose assets moved most this month, in yuan; shown to who may see amounts."""

    customer_id: int
    customer_name: str
    change: Decimal


@dataclass(frozen=True, slots=True)
class Brief:
    """The numbers of a morning. `slipped` became late since the last workday, `going_up` go up with the next sweep unless somebody acts.

    `matured` since the last workday, for `matured_amount` (None where amounts are closed), `matured_untouched` without a contact.
    For a head also `up` (went up and nobody acted since) and `silent`, managers who sent no report of the last workday.
    """

    today: date
    since: date
    data_on: date | None
    is_team: bool
    due_today: int
    late: int
    slipped: int
    going_up: int
    up: int
    matured: int
    matured_amount: Decimal | None
    matured_untouched: int
    tasks_due: int
    tasks_late: int
    flow: OpportunityRow | None
    mover: Mover | None
    silent: tuple[str, ...]


def has_brief(actor: Actor) -> bool:
    """Tell whether there is a brief for this actor at all."""
    if actor.staff_id is None or not actor.can(policies.VIEW):
        return False
    return policies.has_book(actor) or actor.can(policies.LEAD)


def morning_brief(*, actor: Actor, now: datetime) -> Brief:
    """Return the numbers of the actor's morning; in a constant number of queries."""
    today = clock.bank_date(now)
    since = last_workday(today)
    run = insights.newest_run()
    is_team = not policies.has_book(actor)
    numbers = _numbers(actor, today, since)
    matured, amount, untouched = _matured(actor, today)
    tasks_total, tasks_late = interactions.pressing_counts(actor=actor, today=today)
    flow = _flow(actor, run.data_on, now) if run else None
    return Brief(
        today=today,
        since=since,
        data_on=run.data_on if run else None,
        is_team=is_team,
        due_today=numbers["due_today"],
        late=numbers["late"],
        slipped=numbers["slipped"],
        going_up=numbers["going_up"],
        up=numbers["up"],
        matured=matured,
        matured_amount=amount,
        matured_untouched=untouched,
        tasks_due=tasks_total - tasks_late,
        tasks_late=tasks_late,
        flow=flow,
        mover=None if flow else _mover(actor, now, is_team=is_team),
        silent=_silent(actor, since) if is_team else (),
    )


def record_brief(*, actor: Actor, found: Brief) -> None:
    """Write down whom the brief named."""
    named = {found.flow.customer_id} if found.flow else set()
    named |= {found.mover.customer_id} if found.mover else set()
    if named:
        record_read(
            actor=actor, verb="sales.opportunities-listed", detail={"customers": sorted(named)}
        )


def brief_is_read(*, actor: Actor, day: date) -> bool:
    """Tell whether the actor saw the brief of a day."""
    return BriefRead.objects.filter(staff_id=actor.staff_id or 0, day=day).exists()


def _numbers(actor: Actor, today: date, since: date) -> dict[str, int]:
    rows = opportunity_list(actor=actor, wanted=OpportunityFilter(), today=today).order_by()
    found = rows.aggregate(
        due_today=Count("pk", filter=Q(due_on=today)),
        late=Count("pk", filter=Q(due_on__lt=today)),
        slipped=Count("pk", filter=Q(due_on__gte=since, due_on__lt=today)),
        going_up=Count("pk", filter=goes_up_next(today)),
        up=Count("pk", filter=IS_UP),
    )
    return {name: int(number) for name, number in found.items()}


def _matured(actor: Actor, today: date) -> tuple[int, Decimal | None, int]:
    """Return how many products matured, their sum where the actor reads amounts, and how many nobody spoke about."""
    rows = policies.on_the_list_of(actor).filter(matured_since(today)).order_by()
    found = rows.aggregate(
        number=Count("pk"),
        amount=Sum("amount"),
        untouched=Count("pk", filter=~Q(state__in=rules.CONTACTED)),
    )
    is_clear = policies.has_book(actor) or customer_policies.sees_all_amounts(actor)
    return found["number"], found["amount"] if is_clear else None, found["untouched"]


def _flow(actor: Actor, data_on: date, now: datetime) -> OpportunityRow | None:
    """Return the largest move of money in the newest data that nobody dealt with."""
    rows = opportunity_list(actor=actor, wanted=OpportunityFilter(), today=clock.bank_date(now))
    newest = rows.filter(kind__in=FLOWS, data_on=data_on, amount__isnull=False)
    found = opportunity_rows(newest.order_by("-amount", "pk")[:1], actor=actor, now=now)
    return found[0] if found and found[0].amount is not None else None


def _mover(actor: Actor, now: datetime, *, is_team: bool) -> Mover | None:
    """Return who of the book moved most since the end of last month; not for a whole bank, whose join would take long."""
    if is_team and actor.scope.is_all:
        return None
    staff_ids = _staff(actor, clock.bank_date(now)) if is_team else [actor.staff_id or 0]
    members = customers.book_members(actor=actor, staff_ids=staff_ids)
    for change in insights.aum_changes(members, limit=1):
        people = customers.customer_rows_of(actor=actor, customer_ids=[change.customer_id], now=now)
        row = people.get(change.customer_id)
        difference = change.aum - change.month_end
        if row is not None and row.aum is not None and difference:
            return Mover(row.id, row.name, difference)
    return None


def _staff(actor: Actor, day: date) -> Collection[int]:
    return [pk for pk, _name, _no in team_members(actor=actor, on=day)]


def _silent(actor: Actor, day: date) -> tuple[str, ...]:
    people = team_members(actor=actor, on=day)
    sent = reports_of_day(staff_ids=[pk for pk, _name, _no in people], day=day)
    return tuple(name for pk, name, _no in people if pk not in sent)
