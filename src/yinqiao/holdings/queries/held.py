"""Which products customers hold, for many of them at once."""

from collections.abc import Collection

from yinqiao.customers import policies as customer_policies
from yinqiao.holdings.choices import AccountStatus, LoanStatus
from yinqiao.holdings.models import Account, Loan, WealthPosition
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among


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
