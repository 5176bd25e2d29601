"""What is won is ordered: one order for each line of products, or for the product that was sold (A60)."""

from datetime import datetime

from django.db import connection

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit
from yinqiao.sales.deals import terms
from yinqiao.sales.deals.choices import OfferChannel, OrderSource, OrderState
from yinqiao.sales.deals.events import OrderPlaced
from yinqiao.sales.deals.models import Line, Order
from yinqiao.sales.models import Opportunity


def place_orders(
    unit: Unit, row: Opportunity, *, lines: list[Line], actor: Actor, now: datetime
) -> list[Order]:
    """Make the orders of a deal, to be submitted, in the caller's transaction; a deal without a product makes none."""
    orders = [_of_line(row, line, actor=actor, now=now) for line in lines]
    if not orders and row.proposed_product_id is not None:
        orders = [_of_sale(row, actor=actor, now=now)]
    for order, number in zip(orders, _numbers(len(orders), now), strict=True):
        order.number = number
    for order in Order.objects.bulk_create(orders):
        unit.publish(
            OrderPlaced(
                order_id=order.pk,
                number=order.number,
                opportunity_id=row.pk,
                customer_id=row.customer_id,
                product_id=order.product_id,
            )
        )
    return orders


def lines_to_order(row: Opportunity, *, now: datetime) -> list[Line]:
    """Return the lines that a deal orders; raise TermsUnsettled where one may not be promised."""
    terms.check(row.pk, today=clock.bank_date(now))
    return terms.lines_of(row.pk)


def _of_line(row: Opportunity, line: Line, *, actor: Actor, now: datetime) -> Order:
    order = _of_sale(row, actor=actor, now=now)
    order.line, order.source = line, OrderSource.LINE
    order.product_id, order.channel = line.product_id, line.channel
    order.amount, order.term_days = line.amount, line.term_days
    order.rate = line.list_rate if line.rate is None else line.rate
    return order


def _of_sale(row: Opportunity, *, actor: Actor, now: datetime) -> Order:
    return Order(
        opportunity_id=row.pk,
        customer_id=row.customer_id,
        source=OrderSource.SALE,
        product_id=row.proposed_product_id or 0,
        amount=row.amount,
        channel=OfferChannel.MANAGER,
        org_id=row.org_id,
        owner_id=row.owner_id if row.owner_id is not None else actor.staff_id,
        state=OrderState.DRAFT,
        state_at=now,
        made_at=now,
    )


def _numbers(many: int, now: datetime) -> list[str]:
    """Return so many numbers that nothing else has: the day, and one of a sequence."""
    if not many:
        return []
    with connection.cursor() as cursor:
        cursor.execute("select nextval('deals_order_number') from generate_series(1, %s)", (many,))
        found = [int(one) for (one,) in cursor.fetchall()]
    return [f"KL{clock.bank_date(now):%Y%m%d}{number % 10**8:08d}" for number in found]
