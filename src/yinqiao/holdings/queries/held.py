"""Which products customers hold, for many of them at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import connection
from django.db.models.functions import Coalesce

from yinqiao.customers import policies as customer_policies
from yinqiao.holdings.choices import AccountStatus, LoanStatus
from yinqiao.holdings.models import Account, Loan, WealthPosition
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among

# Few groups: classes, grades and ages, however many purchases.
_BOUGHT: Final = """
select p.product_class, p.suitability_regime, greatest(p.risk_grade, p.issuer_risk_grade),
    extract(year from age(w.bought_on, c.birth_on))::int, count(*)
from holdings_wealth_position w join products_product p on p.id = w.product_id join customers_customer c on c.id = w.customer_id
where w.bought_on > %s and c.kind = 'PERSON' and c.birth_on is not null group by 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Bought:
    """So many purchases by persons of one age on their day; `regime` as the shelf tells it, `grade` the one that binds."""

    product_class: str
    regime: str
    grade: str
    age: int
    number: int


@dataclass(frozen=True, slots=True)
class Purchase:
    """What was paid for a product, in its currency; where the source does not tell, what it is worth."""

    product_id: int
    currency: str
    amount: Decimal


def held_products(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Return the ids of the products that those in scope hold and did not give back, in one query; whoever holds none is left out."""
    rows = WealthPosition.objects.filter(customer_id__in=among(customer_ids), ended_on__isnull=True)
    held = customer_policies.scoped(rows.exclude(status="REDEEMED"), actor)
    found: dict[int, set[int]] = {}
    for customer_id, product_id in held.order_by().values_list("customer_id", "product_id"):
        found.setdefault(customer_id, set()).add(product_id)
    return {customer_id: frozenset(products) for customer_id, products in found.items()}


def products_had(*, actor: Actor, customer_id: int) -> frozenset[int]:
    """Return the ids of all products that a customer in scope has with the bank now: investments, accounts, loans."""
    found = set(
        held_products(actor=actor, customer_ids=[customer_id]).get(customer_id, frozenset())
    )
    accounts = Account.objects.filter(customer_id=customer_id, ended_on__isnull=True)
    loans = Loan.objects.filter(customer_id=customer_id, ended_on__isnull=True)
    for rows in (
        customer_policies.scoped(accounts.exclude(status=AccountStatus.CLOSED), actor),
        customer_policies.scoped(loans.exclude(status=LoanStatus.SETTLED), actor),
    ):
        found.update(pk for pk in rows.order_by().values_list("product_id", flat=True) if pk)
    return frozenset(found)


def purchases_since(*, actor: Actor, customer_id: int, day: date) -> list[Purchase]:
    """Return what a customer in scope bought on that day or later, through whatever channel, what was given back since too."""
    rows = WealthPosition.objects.filter(customer_id=customer_id, bought_on__gte=day)
    found = (
        customer_policies.scoped(rows, actor)
        .order_by()
        .annotate(paid=Coalesce("cost", "market_value"))
        .values_list("product_id", "currency", "paid")
    )
    return [Purchase(*row) for row in found]


def bought_by_age(*, after: date) -> list[Bought]:
    """Return what persons bought after a day by product and age, what they gave back since too; over whom the wall of the transaction says."""
    with connection.cursor() as cursor:
        cursor.execute(_BOUGHT, [after])
        return [Bought(*row) for row in cursor.fetchall()]
