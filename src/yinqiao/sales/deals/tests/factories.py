"""Deals for tests of this room and of rooms above."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from yinqiao.customers.tests.factories import act_as, whole_bank
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.products.tests.factories import make_product
from yinqiao.sales.deals import services
from yinqiao.sales.deals.models import Line, Order, OrderAnswer, Participant, Preference, Rival
from yinqiao.sales.deals.services import LineDetails
from yinqiao.sales.tests.factories import NOW

__all__ = [
    "TODAY",
    "Line",
    "Order",
    "OrderAnswer",
    "Participant",
    "Preference",
    "Rival",
    "add",
    "deposit",
    "order_of",
    "terms",
]
TODAY = clock.bank_date(NOW)


def deposit(name: str = "个人整存整取三年", *, rate: str = "0.0150", **values: object) -> int:
    """Put a deposit on the shelf; return its id."""
    return make_product(name, product_class="TIME", risk_grade="", rate=rate, **values).pk  # type: ignore[arg-type]


def terms(product_id: int, **values: object) -> LineDetails:
    """Return terms: half a million for three years at the list rate, offered for a month, unless told otherwise."""
    base = LineDetails(
        product_id=product_id,
        amount=Decimal("500000.00"),
        channel="MANAGER",
        offered_from=TODAY,
        offered_until=TODAY + timedelta(days=30),
        term_days=1095,
    )
    return replace(base, **values)  # type: ignore[arg-type]


def add(actor: Actor, opportunity_id: int, product_id: int, **values: object) -> Line:
    """Offer a product as `actor`."""
    act_as(actor)
    with transaction.atomic():
        pk = services.add_line(
            actor=actor, now=NOW, opportunity_id=opportunity_id, details=terms(product_id, **values)
        )
    return Line.objects.get(pk=pk)


def order_of(opportunity_id: int) -> Order:
    """Return the only order of an opportunity, whoever sees it."""
    with whole_bank():
        return Order.objects.get(opportunity_id=opportunity_id)
