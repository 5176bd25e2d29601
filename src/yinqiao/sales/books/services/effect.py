"""What was approved takes effect with the first moment of its day: customers, opportunities and tasks change hands in one transaction each piece."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.customers import services as customer_services
from yinqiao.customers.queries import Portrait
from yinqiao.customers.services import MainMove
from yinqiao.interactions import services as interactions
from yinqiao.interactions.services import TaskFor, TaskOrder
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales import services as sales
from yinqiao.sales.books import parameters as keys
from yinqiao.sales.books import rules
from yinqiao.sales.books.choices import LineState, State, Told
from yinqiao.sales.books.models import Handover, Line, Pooled
from yinqiao.sales.books.services.pooling import books_actor
from yinqiao.sales.books.services.writing import TYPE, gone, may_take, planned, turn
from yinqiao.sales.campaign_lists import services as lists

CHUNK: Final = 200
CHECK_DAYS: Final = 10


def take_effect(*, now: datetime) -> int:
    """Let every handover whose day has come take effect; return how many customers moved. Killed anywhere, the next run goes on."""
    actor, today, moved = books_actor(), clock.bank_date(now), 0
    due = Handover.objects.filter(state=State.APPROVED, effective_on__lte=today)
    for pk in list(due.order_by("effective_on", "pk").values_list("pk", flat=True)):
        is_left = True
        while is_left:
            with scope_session(actor):
                some, is_left = _move_some(actor=actor, now=now, handover_id=pk)
            moved += some
    return moved


@use_case("books.handover-taken-effect", permission=None)
def _move_some(unit: Unit, *, actor: Actor, now: datetime, handover_id: int) -> tuple[int, bool]:
    row = Handover.objects.select_for_update().get(pk=handover_id)
    if row.state != State.APPROVED:
        unit.audit(ObjectRef(TYPE, row.pk), detail={"moved": 0})
        return 0, False
    today = clock.bank_date(now)
    lines = list(
        Line.objects.select_for_update()
        .filter(handover=row, state=LineState.PLANNED)
        .order_by("customer_id")[:CHUNK]
    )
    moved = _move(lines, row, actor=actor, now=now, on=today)
    unit.audit(ObjectRef(TYPE, row.pk), detail={"moved": moved, "looked_at": len(lines)})
    if planned(row):
        return moved, True
    _finish(unit, row, now=now, on=today)
    return moved, False


def _move(lines: Sequence[Line], row: Handover, *, actor: Actor, now: datetime, on: date) -> int:
    people = organization.people_of(staff_ids={line.taker_id for line in lines}, on=on)
    seen = {
        one.customer_id: one
        for one in customers.portraits_of(
            actor=actor, customer_ids=[line.customer_id for line in lines]
        )
    }
    moves = _moves(lines, row, people=people, seen=seen)
    moved = customer_services.move_mains(
        actor=actor, now=now, moves=list(moves.values()), on=on, reason=row.reason
    )
    going = {pk: move for pk, move in moves.items() if pk in moved}
    _pass_on(going, actor=actor, now=now)
    for line in lines:
        if line.customer_id in going:
            line.state, line.moved_on, line.note = LineState.MOVED, on, ""
            line.aum_moved = seen[line.customer_id].aum
            line.told = Told.TO_TELL if row.tells_customers else Told.NO
        elif line.state == LineState.PLANNED:
            _stop(line, _("She was moved today already."))
    Line.objects.bulk_update(lines, ["state", "moved_on", "note", "aum_moved", "told"])
    _verify(
        [line for line in lines if line.customer_id in going], row, people, actor=actor, now=now
    )
    return len(going)


def _moves(
    lines: Sequence[Line],
    row: Handover,
    *,
    people: Mapping[int, organization.Person],
    seen: Mapping[int, Portrait],
) -> dict[int, MainMove]:
    """Return who moves; what cannot is stopped with the reason."""
    ids = [line.customer_id for line in lines]
    mains = customers.main_managers(customer_ids=ids)
    waiting = set(
        Pooled.objects.filter(customer_id__in=ids, taken_at__isnull=True).values_list(
            "customer_id", flat=True
        )
    )
    above = {
        org: set(organization.units_above(org)) for org in {one.org_id for one in seen.values()}
    }
    moves: dict[int, MainMove] = {}
    for line in lines:
        pk, taker = line.customer_id, people.get(line.taker_id)
        main = mains.get(pk)
        if taker is None or not may_take(taker):
            _stop(line, gone(taker.name if taker else row.taker_name))
        elif pk not in seen:
            _stop(line, _("She is no customer any more."))
        elif main != row.giver_id and not (main is None and pk in waiting):
            _stop(line, _("Somebody else manages her by now."))
        else:
            # Who works for the unit that keeps her, or one above, takes her over where she is.
            stays = taker.org_id in above[seen[pk].org_id]
            moves[pk] = MainMove(pk, main, taker.id, None if stays else taker.org_id)
    return moves


def _pass_on(going: Mapping[int, MainMove], *, actor: Actor, now: datetime) -> None:
    """Let what is open go along, and nobody who moved wait in the pool any more."""
    moves = {pk: (move.giver_id, move.taker_id, move.org_id) for pk, move in going.items()}
    sales.pass_on_opportunities(actor=actor, now=now, moves=moves)
    sales.pass_on_orders(actor=actor, now=now, moves=moves)
    interactions.pass_on_tasks(
        actor=actor,
        now=now,
        moves={pk: (move.giver_id, move.taker_id) for pk, move in going.items()},
    )
    lists.pass_on_names(
        actor=actor,
        now=now,
        moves={pk: (move.giver_id, move.taker_id, move.org_id) for pk, move in going.items()},
    )
    Pooled.objects.filter(customer_id__in=list(going), taken_at__isnull=True).update(taken_at=now)


def _stop(line: Line, note: str) -> None:
    line.state, line.note = LineState.STOPPED, note[:200]


def _verify(
    lines: Sequence[Line],
    row: Handover,
    people: Mapping[int, organization.Person],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """核实回访: a sample by tier is called by the head of the unit, not by whom the customers went to."""
    today = clock.bank_date(now)
    percents = keys.check_percents(today)
    heads = organization.heads_above(org_ids={one.org_id for one in people.values()}, on=today)
    wanted = []
    for line in lines:
        share = percents.get(line.tier or rules.COMPANY, Decimal(0))
        if not rules.is_checked(row.pk, line.customer_id, share):
            continue
        above = [pk for pk in heads.get(people[line.taker_id].org_id, []) if pk != line.taker_id]
        caller = next(iter(above), row.approved_by_id)
        if caller is None:
            continue
        order = TaskOrder(
            title=_("Verify the handover by a call"),
            detail=_("New manager: {taker}; before: {giver}. Ask whether the customer knows and agrees.").format(
                taker=people[line.taker_id].name, giver=row.giver_name
            ),
            due_on=today + timedelta(days=CHECK_DAYS),
            about=None,
            key=f"handover:{row.pk}:{line.customer_id}",
        )  # fmt: skip
        wanted.append(TaskFor(line.customer_id, caller, order))
    if wanted:
        interactions.open_tasks(actor=actor, now=now, wanted=wanted)


def _finish(unit: Unit, row: Handover, *, now: datetime, on: date) -> None:
    stopped = list(
        Line.objects.filter(handover=row, state=LineState.STOPPED)
        .order_by("pk")
        .values_list("note", flat=True)
    )
    is_any = Line.objects.filter(handover=row, state=LineState.MOVED).exists()
    note = ""
    if stopped:
        note = _("{count} customers stay where they are: {why}").format(
            count=len(stopped), why=stopped[0]
        )
    days = parameters.integer(keys.WATCH_DAYS, on=on)
    turn(
        unit,
        row,
        State.DONE if is_any else State.STOPPED,
        now=now,
        note=note,
        **({"watch_until": on + timedelta(days=days)} if is_any else {}),
    )
