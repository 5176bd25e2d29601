"""今日电访: whom to call today and why, ranked; who was left out and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final, NamedTuple

from yinqiao.compliance import queries as compliance
from yinqiao.compliance.choices import Channel
from yinqiao.compliance.queries import ContactDecision
from yinqiao.customers import queries as customers
from yinqiao.customers.queries import CustomerRow
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import policies, ranking, rules
from yinqiao.sales.choices import Act
from yinqiao.sales.models import Step
from yinqiao.sales.queries.desk import no_number, waiting_for, wanted_of
from yinqiao.sales.queries.history import chances
from yinqiao.sales.queries.rows import OpportunityRow, opportunity_rows
from yinqiao.sales.ranking import Rank

# So many customers are put to the gate at most: nobody calls more in a month.
MOST_ASKED: Final = 500


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


class _Waiting(NamedTuple):
    """What ranks an opportunity: the words of the hundreds that wait are read of the few that are shown."""

    pk: int
    customer_id: int
    kind: str
    purpose: str
    amount: Decimal | None
    due_on: date
    suppression_code: str
    proposed_product_id: int | None

    @property
    def contact_purpose(self) -> str:
        """What a call about it is for."""
        return rules.contact_purpose(self.purpose, product_id=self.proposed_product_id)

    @property
    def is_profiled(self) -> bool:
        """Tell whether a machine chose the customer."""
        return rules.is_profiled(self.kind)


@dataclass(frozen=True, slots=True)
class _Candidate:
    best: _Waiting
    rank: Rank
    more: int


def call_list(*, actor: Actor, now: datetime, page: int = 0) -> CallList:
    """Return one page of whom the actor should call: her untouched opportunities by customer, the highest rank first.

    Every one of them passed the gate, out of hours that of the next morning; dialling asks it again. A customer stands on one page only, and whom the gate refuses
    beside those who rank next to her. The number of queries is constant.
    """
    today = clock.bank_date(now)
    size = parameters.integer("sales.calls_a_day", on=today)
    asked = _ranked(actor, today)[:MOST_ASKED]
    said = _decisions(actor, asked, now=now)
    pages = _pages(asked, said, size)
    chosen, refused = pages[page] if page < len(pages) else ([], [])
    people = customers.customer_rows_of(
        actor=actor, customer_ids=[one.best.customer_id for one in (*chosen, *refused)], now=now
    )
    wanted = policies.visible_to(actor).filter(pk__in=[one.best.pk for one in chosen])
    rows = {row.id: row for row in opportunity_rows(wanted, actor=actor, now=now, people=people)}
    return CallList(
        calls=tuple(
            Call(people[row.customer_id], row, one.more, one.rank)
            for one in chosen
            if (row := rows.get(one.best.pk)) is not None
        ),
        left_out=tuple(
            LeftOut(people[one.best.customer_id], said[one.best.customer_id])
            for one in refused
            if one.best.customer_id in people
        ),
        waiting=sum(decision.is_allowed for decision in said.values()),
        done=reached_today(actor=actor, today=today),
        page=page,
        has_more=page + 1 < len(pages),
    )


def _pages(
    asked: Iterable[_Candidate], said: Mapping[int, ContactDecision], size: int
) -> list[tuple[list[_Candidate], list[_Candidate]]]:
    """Return the pages as (whom to call, whom the gate refused between them); who is not in scope any more is passed over."""
    pages: list[tuple[list[_Candidate], list[_Candidate]]] = [([], [])]
    for one in asked:
        decision = said.get(one.best.customer_id)
        if decision is None:
            continue
        if decision.is_allowed and len(pages[-1][0]) == size:
            pages.append(([], []))
        pages[-1][0 if decision.is_allowed else 1].append(one)
    return pages


def record_calls(*, actor: Actor, found: CallList) -> None:
    """Write down whom a page of the calls showed, those who were left out among them."""
    shown = {call.customer.id for call in found.calls} | {one.customer.id for one in found.left_out}
    if shown:
        record_read(
            actor=actor, verb="sales.opportunities-listed", detail={"customers": sorted(shown)}
        )


def reached_today(*, actor: Actor, today: date) -> int:
    """Return how many customers the actor spoke to about an opportunity today."""
    begun = datetime.combine(today, time.min, tzinfo=clock.BANK_ZONE)
    steps = Step.objects.filter(staff_id=actor.staff_id, at__gte=begun, act=Act.CONTACTED)
    return steps.values("customer_id").distinct().count()


def _ranked(actor: Actor, today: date) -> list[_Candidate]:
    """Return one candidate a customer: of her opportunities not put away the one whose purpose goes first, then of the highest rank."""
    if actor.staff_id is None:
        return []
    waiting = waiting_for(actor, today, put_away_too=True).filter(
        policies.owned_by(actor), state__in=rules.UNTOUCHED
    )
    rows = [_Waiting(*found) for found in waiting.order_by().values_list(*_Waiting._fields)]
    refused = customers.refused_automation(customer_ids=[row.customer_id for row in rows])
    assets = customers.month_averages(
        actor=actor,
        staff_id=actor.staff_id,
        customer_ids=[row.customer_id for row in rows if row.amount is None],
    )
    half_life = parameters.integer("sales.urgency_half_life", on=today)
    known = chances(on=today)
    best: dict[int, _Candidate] = {}
    for row in rows:
        urgency = ranking.urgency_of(row.due_on, today, half_life=half_life)
        value = ranking.value_of(row.amount, assets.get(row.customer_id))
        rank = (
            ranking.by_day(urgency, mean=known.mean)
            if row.customer_id in refused
            else Rank(value, urgency, known.of(row.kind))
        )
        before = best.get(row.customer_id)
        if before is None:
            best[row.customer_id] = _Candidate(row, rank, 0)
        elif _place(row, rank) > _place(before.best, before.rank):
            best[row.customer_id] = _Candidate(row, rank, before.more + 1)
        else:
            best[row.customer_id] = _Candidate(before.best, before.rank, before.more + 1)
    return sorted(best.values(), key=lambda one: (-one.rank.score, one.best.pk))


def _place(row: _Waiting, rank: Rank) -> tuple[bool, int, float]:
    """Several purposes on one day: what serves the customer goes before marketing, as the gate has it."""
    return not row.suppression_code, -compliance.purpose_place(row.purpose), rank.score


def _decisions(
    actor: Actor, asked: Iterable[_Candidate], *, now: datetime
) -> dict[int, ContactDecision]:
    """Ask the gate about a call to each, for the purpose and product of her opportunity."""
    found = compliance.contact_decisions_each(
        actor=actor,
        wanted={one.best.customer_id: wanted_of(one.best) for one in asked},
        channel=Channel.CALL,
        now=rules.planned_at(now.astimezone(clock.BANK_ZONE), organization.calendar()),
    )
    return found | _uncallable(found)


def _uncallable(found: Mapping[int, ContactDecision]) -> dict[int, ContactDecision]:
    """Refuse those whom the gate allows and nobody can ring: no mobile, or none that leads to them."""
    allowed = [pk for pk, decision in found.items() if decision.is_allowed]
    said = customers.uncallable(customer_ids=allowed)
    return {pk: no_number(found[pk], reason) for pk, reason in said.items()}
