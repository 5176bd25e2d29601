"""Orders after the deal: sent on, called back, and what other systems tell of them (A60).

An answer is kept first and looked at then: one that comes twice is one, one that comes late moves nothing, one about an order that nobody knows
waits until somebody names the order.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.sales.choices import Act
from yinqiao.sales.deals import policies, rules
from yinqiao.sales.deals.choices import OrderState, Outcome
from yinqiao.sales.deals.events import OrderMoved
from yinqiao.sales.deals.models import Order, OrderAnswer
from yinqiao.sales.deals.services.writing import step
from yinqiao.sales.models import Opportunity

TYPE: Final = "deals.order"
REASON_LENGTH: Final = 300
CHUNK: Final = 500


class NotNow(DomainError):
    """The order has come too far for this, or not far enough."""

    code = "ORDER_STATE"
    status = 409


class AnswerDiffers(DomainError):
    """The same sequence told something else before."""

    code = "ORDER_ANSWER_DIFFERS"
    status = 409


@dataclass(frozen=True, slots=True)
class AnswerDetails:
    """What another system tells of an order. `source` names the system, `sequence` counts what it told of this order, `told_at` is its clock."""

    source: str
    order_no: str
    sequence: int
    told_at: datetime
    state: str
    external_no: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an answer; `state` is where the order stands, empty for one that nobody knows."""

    order_no: str
    outcome: str
    state: str
    is_known: bool


@use_case("deals.order-submitted", permission=policies.WORK)
def submit_order(unit: Unit, *, actor: Actor, now: datetime, order_id: int, version: int) -> None:
    """Send an order on. Raises NotFound outside the scope, StaleVersion, NotNow."""
    order = _locked(actor, order_id, version=version)
    if not rules.may_submit(order.state):
        raise NotNow(_("It was submitted already."))
    _move(unit, order, OrderState.SUBMITTED, actor=actor, now=now)


@use_case("deals.order-withdrawn", permission=policies.WORK)
def withdraw_order(
    unit: Unit, *, actor: Actor, now: datetime, order_id: int, version: int, reason: str
) -> None:
    """Call an order back that nobody handles yet. Raises as `submit_order` does, InvalidInput without a reason."""
    order = _locked(actor, order_id, version=version)
    if not rules.may_withdraw(order.state):
        raise NotNow(_("It is being handled already, or has ended."))
    order.reason = _reason(reason)
    _move(unit, order, OrderState.WITHDRAWN, actor=actor, now=now)


@use_case("deals.order-answered", permission=policies.ANSWER)
def take_answer(unit: Unit, *, actor: Actor, now: datetime, details: AnswerDetails) -> Taken:
    """Keep what another system tells of an order, and let the order follow. The same answer again changes nothing.

    Raises InvalidInput for a state that no system tells, AnswerDiffers where the same sequence told something else.
    """
    _check(details)
    row, is_new = OrderAnswer.objects.get_or_create(
        source=details.source,
        source_key=f"{details.order_no}|{details.sequence}",
        defaults={
            "order_no": details.order_no,
            "sequence": details.sequence,
            "told_at": details.told_at,
            "state": details.state,
            "external_no": details.external_no,
            "reason": scan_free_text(details.reason),
            "known_from": now,
        },
    )
    if not is_new and row.state != details.state:
        raise AnswerDiffers(_("This sequence has told something else of the order before."))
    if is_new:
        _settle(unit, [row], orders=_orders_of([row], actor), actor=actor, now=now)
    found = row.order
    unit.audit(
        ObjectRef(TYPE, found.pk) if found is not None else None,
        new={"state": row.state, "sequence": row.sequence, "outcome": row.outcome},
        customer_id=row.customer_id,
        detail={"order_no": details.order_no, "source": details.source, "repeated": not is_new},
    )
    return Taken(
        details.order_no,
        row.outcome,
        found.state if found is not None else "",
        is_known=not is_new,
    )


@use_case("deals.answer-repaired", permission=policies.ANSWER)
def repair_answer(unit: Unit, *, actor: Actor, now: datetime, answer_id: int, order_no: str) -> str:
    """Name the order that an answer is about; return what became of it. Raises NotFound for an answer or order that there is not in scope."""
    row = (
        OrderAnswer.objects.select_for_update()
        .filter(pk=answer_id, outcome=Outcome.UNKNOWN)
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such answer, or it was repaired already."))
    found = _by_numbers([order_no.strip().upper()], actor)
    if not found:
        said = _("There is no order of this number.")
        raise InvalidInput(said, fields={"order_no": said})
    _settle(unit, [row], orders={row.order_no: found[0]}, actor=actor, now=now)
    unit.audit(
        ObjectRef(TYPE, found[0].pk),
        new={"order_no": order_no, "outcome": row.outcome},
        customer_id=row.customer_id,
    )
    return row.outcome


def settle_answers(*, now: datetime) -> int:
    """Look at what a file told, in the order in which it was told, in short transactions; return how many. A job."""
    actor, settled = system_actor(name="deals", permissions=frozenset({policies.ANSWER})), 0
    while True:
        with scope_session(actor):
            if not OrderAnswer.objects.filter(outcome="").exists():
                return settled
            settled += _settle_some(actor=actor, now=now)


@use_case("deals.answers-settled", permission=policies.ANSWER)
def _settle_some(unit: Unit, *, actor: Actor, now: datetime) -> int:
    pending = OrderAnswer.objects.select_for_update().filter(outcome="")
    rows = list(pending.order_by("order_no", "sequence", "pk")[:CHUNK])
    numbers = {row.order_no for row in rows}
    orders = {one.number: one for one in _by_numbers(numbers, None)}
    _settle(unit, rows, orders=orders, actor=actor, now=now)
    unit.audit(None, detail={"answers": len(rows)})
    return len(rows)


def _settle(
    unit: Unit,
    rows: list[OrderAnswer],
    *,
    orders: dict[str, Order],
    actor: Actor,
    now: datetime,
) -> None:
    """Let the (locked) orders follow their answers, one after another; keep what became of each."""
    for row in rows:
        order = orders.get(row.order_no)
        if order is None:
            row.outcome = Outcome.UNKNOWN
            continue
        row.order, row.customer_id = order, order.customer_id
        state, told, row.outcome = rules.take(
            order.state, order.told, rules.Answer(row.sequence, row.state)
        )
        order.told = told
        if row.outcome == Outcome.APPLIED:
            order.reason, order.external_no = row.reason, row.external_no or order.external_no
            _move(unit, order, OrderState(state), actor=actor, now=now)
        else:
            Order.objects.filter(pk=order.pk).update(told=told)
    OrderAnswer.objects.bulk_update(rows, ["order", "customer_id", "outcome"])


def _move(unit: Unit, order: Order, state: OrderState, *, actor: Actor, now: datetime) -> None:
    """Write another state with an entry in the history of the opportunity, an audit row and an event."""
    old = order.state
    order.state, order.state_at = state, now
    order.version += 1
    order.save()
    row = Opportunity.objects.get(pk=order.opportunity_id)
    said = f"{order.number} · {label(OrderState, state)}"
    note = f"{said} · {order.reason}" if order.reason else said
    step(row, Act.ORDERED, note=note, actor=actor, now=now)
    unit.audit(
        ObjectRef(TYPE, order.pk),
        old={"state": old},
        new={"state": state},
        reason=order.reason,
        customer_id=order.customer_id,
    )
    unit.publish(
        OrderMoved(
            order_id=order.pk,
            number=order.number,
            opportunity_id=order.opportunity_id,
            customer_id=order.customer_id,
            state=state,
        )
    )


def _locked(actor: Actor, order_id: int, *, version: int) -> Order:
    rows = policies.orders_visible_to(actor).select_for_update(of=("self",))
    order = rows.filter(pk=order_id).first()
    if order is None:
        raise NotFound(_("There is no such order, or its customer is not in your scope."))
    if order.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": order.version, "differences": {}, "changed_by": ""},
        )
    return order


def _orders_of(rows: Iterable[OrderAnswer], actor: Actor) -> dict[str, Order]:
    return {one.number: one for one in _by_numbers({row.order_no for row in rows}, actor)}


def _by_numbers(numbers: Iterable[str], actor: Actor | None) -> list[Order]:
    """Lock the orders of these numbers, always in the same order; without an actor those of the whole bank."""
    rows = Order.objects.all() if actor is None else policies.orders_visible_to(actor)
    found = rows.filter(number__in=list(numbers)).order_by(F("number").asc())
    return list(found.select_for_update(of=("self",)))


def _check(details: AnswerDetails) -> None:
    wrong: dict[str, str] = {}
    if details.state not in rules.TOLD:
        wrong["state"] = _("Choose one of the list.")
    if details.sequence < 1:
        wrong["sequence"] = _("The sequence counts from 1 on.")
    if not details.order_no.strip():
        wrong["order_no"] = _("This must not stay empty.")
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)


def _reason(text: str) -> str:
    said = scan_free_text(text.strip())
    if not 0 < len(said) <= REASON_LENGTH:
        found = _("Say in at most {limit} characters why.").format(limit=REASON_LENGTH)
        raise InvalidInput(found, fields={"reason": found})
    return said
