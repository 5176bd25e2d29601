"""What each product is to bring, and has brought since the quarter began (A60): its lines and what was proposed, then the orders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from yinqiao.lib.periods import quarter_start
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.products import queries as products
from yinqiao.sales import ways
from yinqiao.sales.deals.choices import OrderState
from yinqiao.sales.deals.models import Line, Order
from yinqiao.sales.models import Opportunity
from yinqiao.sales.queries.board import board_rows, won_rows
from yinqiao.sales.queries.pulse import HUNDRED, BoardFilter, Sums

MOST_PRODUCTS: Final = 50
ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product with how often it is offered, for how much, what is to be expected of that, and what was ordered of it."""

    product_id: int
    name: str
    class_label: str
    count: int
    amount: Decimal
    weighted: Decimal
    won: Decimal


def product_forecast(
    *, actor: Actor, wanted: BoardFilter, now: datetime
) -> tuple[ProductLine, ...]:
    """Return the products of a pipeline on the actor's list, what is expected most first; a deal without a product is in none."""
    today = clock.bank_date(now)
    way = ways.way(wanted.way) or ways.ways()[0]
    rows = board_rows(actor=actor, wanted=wanted, way=way, today=today)
    won = won_rows(actor=actor, wanted=wanted, way=way, since=quarter_start(today))
    return tuple(_lines(rows, won))


def _lines(rows: QuerySet[Opportunity], won: QuerySet[Opportunity]) -> Iterable[ProductLine]:
    open_ones = _offered(rows)
    brought = _ordered(won)
    ids = sorted(
        {*open_ones, *brought},
        key=lambda pk: (-open_ones.get(pk, Sums()).weighted - brought.get(pk, ZERO), pk),
    )[:MOST_PRODUCTS]
    shelf = products.products_by_id(ids)
    for pk in ids:
        sums, found = open_ones.get(pk, Sums()), shelf.get(pk)
        yield ProductLine(
            product_id=pk,
            name=found.name if found else "",
            class_label=found.class_label if found else "",
            count=sums.count,
            amount=sums.amount,
            weighted=sums.weighted,
            won=brought.get(pk, ZERO),
        )


def _offered(rows: QuerySet[Opportunity]) -> dict[int, Sums]:
    """Sum the lines; of an opportunity without one what was proposed. Weighted by the stage afterwards, as the pulse is."""
    lines = Line.objects.filter(ended_at__isnull=True, opportunity__in=rows.order_by())
    proposed = rows.filter(
        ~Exists(Line.objects.filter(ended_at__isnull=True, opportunity_id=OuterRef("pk"))),
        proposed_product_id__isnull=False,
    )
    found: dict[int, Sums] = {}
    for summed in (
        _summed(lines, "product_id", through="opportunity__"),
        _summed(proposed, "proposed_product_id"),
    ):
        for product_id, stage_id, count, amount, own, rest in summed:
            weighted = (own + rest * ways.stage_of(stage_id).probability) / HUNDRED
            sums = Sums(count, amount, weighted)
            found[product_id] = found.get(product_id, Sums()) + sums
    return found


def _summed(
    rows: QuerySet[Line] | QuerySet[Opportunity], product: str, *, through: str = ""
) -> Iterable[tuple[int, int, int, Decimal, Decimal, Decimal]]:
    """Return count and amounts by product and stage, those with a person's own probability apart; `through` leads to the opportunity."""
    own = f"{through}probability"
    return (
        rows.order_by()
        .values_list(product, f"{through}stage_id")
        .annotate(
            n=Count("pk"),
            total=Sum("amount", default=ZERO),
            own=Sum(F("amount") * F(own), default=ZERO),
            rest=Sum("amount", filter=Q(**{f"{own}__isnull": True}), default=ZERO),
        )
    )


def _ordered(won: QuerySet[Opportunity]) -> dict[int, Decimal]:
    gone = (OrderState.REFUSED, OrderState.WITHDRAWN)
    orders = Order.objects.filter(opportunity__in=won.order_by()).exclude(state__in=gone)
    return dict(
        orders.order_by().values_list("product_id").annotate(total=Sum("amount", default=ZERO))
    )
