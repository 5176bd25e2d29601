"""今日电访: whom to call today and why, ranked; who was left out and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import Channel
from yinqiao.compliance.queries import ContactDecision
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerRow
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import ranking, rules
from yinqiao.sales.choices import Act
from yinqiao.sales.models import Opportunity, Step
from yinqiao.sales.queries.desk import waiting_for
from yinqiao.sales.queries.history import chances
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows
from yinqiao.sales.ranking import Rank

# Of each page of the list so many customers are put to the gate: those it refuses make room for the next.
SPARE: Final = 3
BAD_NUMBER: Final = "BAD_NUMBER"


@dataclass(frozen=True, slots=True)
class Call:
    """A customer to call: the opportunity that ranks highest, how many more she has, and the parts of the rank."""

    customer: CustomerRow
    row: OpportunityRow
    more: int
    rank: Rank


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A customer who would be on the list, and what the gate says."""

    customer: CustomerRow
    decision: ContactDecision


@dataclass(frozen=True, slots=True)
class CallList:
    """One page of the calls of a day. `waiting` counts the customers who could be called in all, `done` those reached today."""

    calls: tuple[Call, ...]
    left_out: tuple[LeftOut, ...]
    waiting: int
    done: int
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    best: Opportunity
    rank: Rank
    more: int


def call_list(*, actor: Actor, now: datetime, page: int = 0) -> CallList:
    """Return one page of whom the actor should call: her untouched opportunities by customer, the highest rank first.

    Every one of them passed the gate a moment ago; dialling asks it again. The number of queries is constant.
    """
    today = clock.bank_date(now)
    size = parameters.integer("sales.calls_a_day", on=today)
    ranked = _ranked(actor, today)
    asked = ranked[page * size : page * size + size * SPARE]
    said = _decisions(actor, asked, now=now)
    people = customers.customer_rows_of(
        actor=actor, customer_ids=[one.best.customer_id for one in asked], now=now
    )
    calls: list[_Candidate] = []
    left_out: list[LeftOut] = []
    for one in asked:
        pk = one.best.customer_id
        if pk not in people or len(calls) == size:
            continue
        decision = said.get(pk)
        if decision is not None and decision.is_allowed:
            calls.append(one)
        elif decision is not None:
            left_out.append(LeftOut(people[pk], decision))
    rows = opportunity_rows([one.best for one in calls], actor=actor, now=now)
    return CallList(
        calls=tuple(
            Call(people[row.customer_id], row, one.more, one.rank)
            for one, row in zip(calls, rows, strict=True)
        ),
        left_out=tuple(left_out),
        waiting=len(ranked),
        done=reached_today(actor=actor, today=today),
        page=page,
        has_more=len(ranked) > (page + 1) * size,
    )


def reached_today(*, actor: Actor, today: date) -> int:
    """Return how many customers the actor spoke to about an opportunity today."""
    begun = datetime.combine(today, time.min, tzinfo=clock.BANK_ZONE)
    steps = Step.objects.filter(staff_id=actor.staff_id, at__gte=begun, act=Act.CONTACTED)
    return steps.values("customer_id").distinct().count()


def _ranked(actor: Actor, today: date) -> list[_Candidate]:
    """Return one candidate a customer: of her opportunities the one of the highest rank."""
    if actor.staff_id is None:
        return []
    rows = waiting_for(actor, today).filter(owner_id=actor.staff_id, state__in=rules.UNTOUCHED)
    book = customers.books(actor=actor, staff_ids=[actor.staff_id])
    assets = {line.customer_id: line.aum_month_average for line in book}
    half_life = parameters.integer("sales.urgency_half_life", on=today)
    known = chances(on=today)
    best: dict[int, _Candidate] = {}
    for row in rows:
        rank = Rank(
            ranking.value_of(row.amount, assets.get(row.customer_id)),
            ranking.urgency_of(row.due_on, today, half_life=half_life),
            known.of(row.kind),
        )
        before = best.get(row.customer_id)
        if before is None:
            best[row.customer_id] = _Candidate(row, rank, 0)
        elif rank.score > before.rank.score:
            best[row.customer_id] = _Candidate(row, rank, before.more + 1)
        else:
            best[row.customer_id] = _Candidate(before.best, before.rank, before.more + 1)
    return sorted(best.values(), key=lambda one: (-one.rank.score, one.best.pk))


def _decisions(
    actor: Actor, asked: Iterable[_Candidate], *, now: datetime
) -> dict[int, ContactDecision]:
    """Ask the gate about a call to each, for the purpose of her opportunity."""
    by_purpose: dict[str, list[int]] = {}
    for one in asked:
        by_purpose.setdefault(one.best.purpose, []).append(one.best.customer_id)
    found: dict[int, ContactDecision] = {}
    for purpose, ids in by_purpose.items():
        found |= compliance.contact_decisions(
            actor=actor, customers=ids, purpose=purpose, channel=Channel.CALL, now=now
        )
    return found | _unreachable(found)


def _unreachable(found: Mapping[int, ContactDecision]) -> dict[int, ContactDecision]:
    """Refuse those whose telephone numbers lead to nobody, with what was found out."""
    said = customers.unreachable_phones(customer_ids=list(found))
    return {
        pk: replace(
            found[pk],
            is_allowed=False,
            code=BAD_NUMBER,
            reason=_("Number unusable ({finding})").format(finding=finding),
            until=None,
        )
        for pk, finding in said.items()
    }
