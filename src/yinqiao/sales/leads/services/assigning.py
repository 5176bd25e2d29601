"""分配: who gets the leads of a pool, by rule (territory, skill, leave, load) or by a head."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count
from django.utils.translation import gettext as _

from yinqiao.customers.choices import Kind
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.db.turns import take_turn, take_turns
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import policies, rules
from yinqiao.sales.leads.choices import Act, Standing, State
from yinqiao.sales.leads.models import OPEN, Lead, LeadStep
from yinqiao.sales.leads.services.claiming import TURN, check_capacity
from yinqiao.sales.leads.services.writing import (
    Change,
    Done,
    check_standing,
    locked,
    plain,
    save,
    save_moves,
)
from yinqiao.sales.models import Opportunity
from yinqiao.workflow import queries as workflow

# Short transactions: the trail is sealed behind them.
CHUNK: Final = 200
FREE: Final = (Standing.CLEAR, Standing.KNOWN)
SYSTEM: Final = "lead assignment"
KINDS: Final = ("RELATIONSHIP_MANAGER", "WEALTH_MANAGER", "CORPORATE_MANAGER")


def assign_pool(*, now: datetime, org_id: int | None = None) -> int:
    """Give out what lies in the pools (of this unit), unit by unit and the best first; return how many. Manual mode: none.

    What nobody may take stays.
    """
    if parameters.text(keys.MODE, on=clock.bank_date(now)) == "manual":
        return 0
    actor = system_actor(name=SYSTEM)
    with scope_session(actor):
        waiting = Lead.objects.filter(state=State.POOL, standing__in=FREE)
        pools = [org_id] if org_id else list(waiting.values_list("org_id", flat=True).distinct())
    return sum(_empty_pool(pool, actor=actor, now=now) for pool in pools)


def _empty_pool(org_id: int, *, actor: Actor, now: datetime) -> int:
    total = 0
    place: tuple[int, int] | None = (rules.MOST + 1, 0)
    while place is not None:
        with scope_session(actor):
            given, place = _assign(actor=actor, now=now, org_id=org_id, after=place)
        total += given
    return total


@use_case("leads.assigned", permission=policies.ASSIGN)
def give_lead(
    unit: Unit, *, actor: Actor, now: datetime, lead_id: int, version: int, staff_id: int
) -> None:
    """A head gives it to somebody of the unit, out of the pool or from another. It waits to be accepted.

    Raises InvalidInput for who does not work in the unit, TooManyLeads for who has as many as she may.
    """
    row = locked(actor, lead_id, version=version)
    check_standing(row, actor=actor, now=now)
    today = clock.bank_date(now)
    if staff_id not in dict(takers(org_id=row.org_id, on=today)):
        said = _("Choose somebody who works in the unit of the lead.")
        raise InvalidInput(said, fields={"staff_id": said})
    take_turn(TURN, staff_id)
    check_capacity(actor, staff_id, now=now)
    old = plain(row)
    _offer(row, staff_id, on=today)
    name = organization.staff_names([staff_id]).get(staff_id, "")
    save(unit, row, Done(Act.OFFERED, name), actor=actor, now=now, old=old)


def takers(*, org_id: int, on: date) -> list[tuple[int, str]]:
    """Return who may be given leads of a unit, as (id, name with number): its managers and those of the units below it."""
    units = organization.orgs_below([org_id])
    people = organization.staff_names_in(org_ids=units, on=on, kinds=KINDS, limit=500)
    return [(pk, f"{name} {number}") for pk, name, number in people]


@use_case("leads.assigned-by-rule", permission=None)
def _assign(
    unit: Unit, *, actor: Actor, now: datetime, org_id: int, after: tuple[int, int]
) -> tuple[int, tuple[int, int] | None]:
    """Give out the next of the pool; return how many, and where to go on: None at its end, or when every desk is full."""
    on = clock.bank_date(now)
    desk, capacity = _desk(org_id, on=on), parameters.integer(keys.CAPACITY, on=on)
    rows = _next_of_pool(org_id, after=after) if desk.has_room(capacity) else []
    moves = []
    for row in rows:
        staff_id = desk.next_for(row, capacity=capacity)
        if staff_id is None:
            continue
        old = plain(row)
        _offer(row, staff_id, on=on)
        moves.append(Change(row, Done(Act.OFFERED, desk.names.get(staff_id, "")), old))
        desk.took(staff_id)
    save_moves(unit, moves, actor=actor, now=now)
    unit.audit(None, detail={"org_id": org_id, "looked_at": len(rows), "given": len(moves)})
    last = rows[-1] if len(rows) == CHUNK else None
    return len(moves), (last.score, last.pk) if last is not None else None


def _next_of_pool(org_id: int, *, after: tuple[int, int]) -> list[Lead]:
    score, pk = after
    rows = Lead.objects.filter(
        org_id=org_id, state=State.POOL, standing__in=FREE, closed_at__isnull=True
    )
    rows = rows.filter(score__lte=score).exclude(score=score, pk__lte=pk)
    return list(
        rows.select_for_update(of=("self",), skip_locked=True).order_by("-score", "pk")[:CHUNK]
    )


@dataclass(slots=True)
class _Desk:
    """Who works in the territory of a unit today, with what each has on her hands."""

    people: Sequence[int]
    posts: dict[int, list[str]]
    names: dict[int, str]
    open: Counter[int]
    busy: Counter[int]
    given: Counter[int]

    def next_for(self, lead: Lead, *, capacity: int) -> int | None:
        """Return who gets the lead."""
        wanted = rules.posts_for(lead.interest, is_company=lead.kind == Kind.COMPANY)
        able = [
            rules.Person(
                staff_id=pk,
                open=self.open[pk],
                busy=self.busy[pk],
                given=self.given[pk],
                is_skilled=wanted[0] in self.posts[pk],
            )
            for pk in self.people
            if pk not in lead.passed_by and set(wanted).intersection(self.posts[pk])
        ]
        return rules.choose(able, capacity=capacity)

    def has_room(self, capacity: int) -> bool:
        """Tell whether anybody may get one at all."""
        return any(self.open[pk] < capacity for pk in self.people)

    def took(self, staff_id: int) -> None:
        """Count one more."""
        self.open[staff_id] += 1
        self.given[staff_id] += 1


def _desk(org_id: int, *, on: date) -> _Desk:
    """Read it, and take the turns of its people; the queries do not grow with the leads."""
    found = takers(org_id=org_id, on=on)
    away = workflow.away(staff_ids=[pk for pk, _name in found], on=on)
    people = sorted(pk for pk, _name in found if pk not in away)
    # Nobody claims, and no other run gives, between the count and the giving.
    take_turns(TURN, people)
    leads = Lead.objects.filter(owner_id__in=people, state__in=OPEN)
    opportunities = Opportunity.objects.filter(owner_id__in=people, closed_at__isnull=True)
    today = LeadStep.objects.filter(
        lead__owner_id__in=people, act=Act.OFFERED, at__gte=clock.start_of_day(on)
    )
    return _Desk(
        people=people,
        posts=organization.post_kinds_in_force(staff_ids=people, on=on),
        names=organization.staff_names(people),
        open=_counted(leads.order_by().values_list("owner_id").annotate(Count("pk"))),
        busy=_counted(opportunities.order_by().values_list("owner_id").annotate(Count("pk"))),
        given=_counted(today.order_by().values_list("lead__owner_id").annotate(Count("pk"))),
    )


def _counted(rows: Iterable[tuple[int, int]]) -> Counter[int]:
    return Counter(dict(rows))


def _offer(row: Lead, staff_id: int, *, on: date) -> None:
    days = parameters.integer(keys.ACCEPT_DAYS, on=on)
    row.owner_id, row.state, row.is_contacted = staff_id, State.OFFERED, False
    row.accept_by = add_workdays(organization.calendar(), on, days)
