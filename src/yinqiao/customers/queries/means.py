"""What customers can pay from, for many of them at once. Not for pages: amounts stand here in clear."""

from collections.abc import Collection
from decimal import Decimal
from typing import Final

from yinqiao.customers import policies
from yinqiao.customers.choices import FinanceKind
from yinqiao.customers.models import FinanceFigure, ListedCustomer
from yinqiao.platform.actor import Actor

# A house pays for nothing while somebody lives in it.
_FIXED: Final = frozenset({"PROPERTY", "VEHICLE"})


def financial_means(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, Decimal]:
    """Return the financial assets (yuan) that those in scope told of, the newest of each kind, with what lies here (AUM).

    Whoever told of nothing is left out: nothing is known then.
    """
    rows = policies.scoped(
        FinanceFigure.objects.filter(
            customer_id__in=customer_ids,
            kind=FinanceKind.ASSET,
            currency="CNY",
            ended_on__isnull=True,
        ),
        actor,
    )
    newest = rows.order_by("customer_id", "item", "-as_of", "-pk").distinct("customer_id", "item")
    told: dict[int, Decimal] = {}
    for customer_id, item, amount in newest.values_list("customer_id", "item", "amount"):
        told.setdefault(customer_id, Decimal(0))
        told[customer_id] += Decimal(0) if item in _FIXED else amount
    here = ListedCustomer.objects.filter(policies.overview_visible_to(actor), pk__in=list(told))
    for customer_id, aum in here.values_list("pk", "aum"):
        told[customer_id] += aum
    return told
