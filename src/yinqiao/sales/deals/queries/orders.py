"""Orders as lists, cards and panels show them, masked for one actor, and what other systems told of them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label, labels
from yinqiao.products import queries as products
from yinqiao.sales.deals import policies, rules
from yinqiao.sales.deals.choices import OfferChannel, OrderState, Outcome, Show
from yinqiao.sales.deals.models import Order, OrderAnswer

CHINESE: Final = "zh-hans"
MOST_ANSWERS: Final = 100
MOST_UNKNOWN: Final = 50
MOST_ON_PANEL: Final = 20


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What the list is limited to; empty values filter nothing but what has ended."""

    show: str = ""
    state: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order. Who may not see the customer's amounts reads no amount. `rate` is a fraction a year."""

    id: int
    number: str
    opportunity_id: int
    customer_id: int
    customer_no: str
    customer_name: str
    product_id: int
    product_name: str
    amount: Decimal | None
    amount_text: str
    term_days: int | None
    rate: Decimal | None
    channel_label: str
    state: str
    state_label: str
    state_at: datetime
    reason: str
    external_no: str
    owner_id: int | None
    owner_name: str
    org_name: str
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """What a system told of an order, and what became of it."""

    id: int
    order_no: str
    source: str
    sequence: int
    told_at: datetime
    received_at: datetime
    state_label: str
    external_no: str
    reason: str
    outcome: str
    outcome_label: str


@dataclass(frozen=True, slots=True)
class OrderCard:
    """One order with all that was told of it, the newest first."""

    row: OrderRow
    answers: tuple[AnswerLine, ...]
    can_submit: bool
    can_withdraw: bool


def order_list(*, actor: Actor, wanted: OrderFilter) -> QuerySet[Order]:
    """Return the orders that match, in scope; order by (-state_at, id)."""
    rows = policies.orders_visible_to(actor)
    if wanted.number:
        return rows.filter(number__startswith=wanted.number.strip().upper())
    if wanted.state:
        return rows.filter(state=wanted.state)
    states = {Show.ENDED: rules.FINAL, Show.ANY: OrderState.values}.get(
        Show(wanted.show or Show.OPEN), rules.ON_THE_WAY
    )
    return rows.filter(state__in=states)


def order_rows(rows: Iterable[Order], *, actor: Actor, now: datetime) -> list[OrderRow]:
    """Return the read models of one page; customers, products, staff and units in one query each."""
    found = list(rows)
    if not found:
        return []
    cards = customers.customer_rows_of(
        actor=actor, customer_ids={row.customer_id for row in found}, now=now
    )
    shelf = products.products_by_id({row.product_id for row in found})
    staff = organization.staff_names({row.owner_id for row in found if row.owner_id is not None})
    orgs = organization.org_names({row.org_id for row in found})
    masker, language = customers.masker_of(actor), get_language() or CHINESE
    states, channels = labels(OrderState), labels(OfferChannel)
    return [
        OrderRow(
            id=row.pk,
            number=row.number,
            opportunity_id=row.opportunity_id,
            customer_id=row.customer_id,
            customer_no=(customer := cards[row.customer_id]).customer_no,
            customer_name=customer.name,
            product_id=row.product_id,
            product_name=shelf[row.product_id].name if row.product_id in shelf else "",
            amount=row.amount if masker.sees_amounts(in_team=customer.in_team) else None,
            amount_text=masker.amount(row.amount, in_team=customer.in_team, language=language),
            term_days=row.term_days,
            rate=row.rate,
            channel_label=channels[row.channel],
            state=row.state,
            state_label=states[row.state],
            state_at=row.state_at,
            reason=row.reason,
            external_no=row.external_no,
            owner_id=row.owner_id,
            owner_name=staff.get(row.owner_id or 0, ""),
            org_name=orgs.get(row.org_id, ""),
            made_at=row.made_at,
            version=row.version,
        )
        for row in found
        if row.customer_id in cards
    ]


def order_card(*, actor: Actor, order_id: int, now: datetime) -> OrderCard:
    """Return one order; raise NotFound for an absent one and one outside the scope alike."""
    found = list(policies.orders_visible_to(actor).filter(pk=order_id))
    rows = order_rows(found, actor=actor, now=now)
    if not rows:
        raise NotFound(_("There is no such order, or its customer is not in your scope."))
    can_work = actor.can(policies.WORK)
    return OrderCard(
        row=rows[0],
        answers=tuple(_lines(found[0].answers.order_by("-known_from", "-pk")[:MOST_ANSWERS])),
        can_submit=can_work and rules.may_submit(found[0].state),
        can_withdraw=can_work and rules.may_withdraw(found[0].state),
    )


def orders_of_opportunity(*, actor: Actor, opportunity_id: int, now: datetime) -> list[OrderRow]:
    """Return the orders of an opportunity, in scope."""
    rows = policies.orders_visible_to(actor).filter(opportunity_id=opportunity_id)
    return order_rows(rows.order_by("pk"), actor=actor, now=now)


def orders_of(*, actor: Actor, customer_id: int, now: datetime) -> list[OrderRow]:
    """Return the newest orders of a customer; raise NotFound outside the scope."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    rows = policies.orders_visible_to(actor).filter(customer_id=customer_id)
    return order_rows(rows.order_by("-made_at", "-pk")[:MOST_ON_PANEL], actor=actor, now=now)


def refused_of(*, actor: Actor, since: datetime, now: datetime) -> list[OrderRow]:
    """Return the actor's own orders that were rejected since then, the newest first."""
    rows = policies.orders_visible_to(actor).filter(
        owner_id=actor.staff_id or 0, state=OrderState.REFUSED, state_at__gte=since
    )
    return order_rows(rows.order_by("-state_at", "-pk")[:MOST_ON_PANEL], actor=actor, now=now)


def waiting_count(*, actor: Actor) -> int:
    """Return how many of the actor's own orders wait to be submitted."""
    if actor.staff_id is None or not actor.can(policies.WORK):
        return 0
    return Order.objects.filter(owner_id=actor.staff_id, state=OrderState.DRAFT).count()


def unknown_answers(*, actor: Actor) -> list[AnswerLine]:
    """Return the answers about orders that nobody knows, for who repairs them."""
    if not actor.can(policies.ANSWER):
        return []
    rows = OrderAnswer.objects.filter(outcome=Outcome.UNKNOWN)
    return _lines(rows.order_by("-known_from", "-pk")[:MOST_UNKNOWN])


def is_visible(*, actor: Actor, order_id: int) -> bool:
    """Tell whether the actor may open it."""
    return policies.orders_visible_to(actor).filter(pk=order_id).exists()


def order_label(*, actor: Actor, order_id: int) -> str:
    """Return its number, or nothing outside the scope."""
    found = policies.orders_visible_to(actor).filter(pk=order_id)
    return found.values_list("number", flat=True).first() or ""


def record_listed(*, actor: Actor, wanted: OrderFilter, rows: Sequence[Order]) -> None:
    """Write down whose orders a page of the list showed, and by which filter."""
    record_read(
        actor=actor,
        verb="deals.orders-listed",
        detail={
            "filter": {key: value for key, value in asdict(wanted).items() if value},
            "customers": sorted({row.customer_id for row in rows}),
        },
    )


def record_opened(*, actor: Actor, card: OrderCard) -> None:
    """Write down that somebody looked at one."""
    record_read(
        actor=actor,
        verb="deals.order-opened",
        ref=ObjectRef("deals.order", card.row.id),
        customer_id=card.row.customer_id,
    )


def _lines(rows: Iterable[OrderAnswer]) -> list[AnswerLine]:
    return [
        AnswerLine(
            id=row.pk,
            order_no=row.order_no,
            source=row.source,
            sequence=row.sequence,
            told_at=row.told_at,
            received_at=row.known_from,
            state_label=label(OrderState, row.state),
            external_no=row.external_no,
            reason=row.reason,
            outcome=row.outcome,
            outcome_label=label(Outcome, row.outcome) if row.outcome else "",
        )
        for row in rows
    ]
