"""Day-end balances of one customer's accounts over the months, carried forward; for the course of AUM."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models.functions import TruncMonth

from yinqiao.customers import queries as customers
from yinqiao.holdings import rules
from yinqiao.holdings.models import Account, Balance
from yinqiao.lib.periods import add_months, month_end
from yinqiao.platform.actor import Actor
from yinqiao.products import queries as products


@dataclass(frozen=True, slots=True)
class AccountBalances:
    """The balances of an account, one for each day asked for; zero before its first."""

    product_class: str
    currency: str
    amounts: tuple[Decimal, ...]


def month_end_days(last: date, months: int) -> list[date]:
    """Return the ends of the `months` - 1 months before the month of `last`, and `last` itself."""
    return [*(month_end(add_months(last, -back)) for back in range(months - 1, 0, -1)), last]


def month_end_balances(
    *, actor: Actor, customer_id: int, last: date, months: int, as_of: datetime | None = None
) -> list[AccountBalances] | None:
    """Return every account on `month_end_days`; None for those who see bands only; raise NotFound outside the scope.

    An account counts until its source no longer delivers it, as in the figures that the batch writes down.
    """
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    in_team = customers.is_in_team(actor=actor, customer=customer)
    if not customers.masker_of(actor).sees_amounts(in_team=in_team):
        return None
    days = month_end_days(last, months)
    accounts = list(
        Account.objects.filter(customer_id=customer_id).only(
            "account_type", "product_id", "currency", "ended_on"
        )
    )
    shelf = products.products_by_id({row.product_id for row in accounts if row.product_id})
    known = _last_of_each_month([row.pk for row in accounts], last, as_of)
    found = []
    for row in accounts:
        product = shelf.get(row.product_id or 0)
        amounts = _carried_forward(known.get(row.pk, {}), days)
        if row.ended_on is not None:
            amounts = [
                Decimal(0) if day >= row.ended_on else amount
                for day, amount in zip(days, amounts, strict=True)
            ]
        product_class = rules.class_of(row.account_type, product.product_class if product else "")
        found.append(AccountBalances(product_class, row.currency, tuple(amounts)))
    return found


def _last_of_each_month(
    account_ids: list[int], last: date, as_of: datetime | None
) -> dict[int, dict[date, Decimal]]:
    """Return by account and month the last balance that is no later than `last`; of two batches the later counts."""
    rows = Balance.objects.filter(account_id__in=account_ids, balance_on__lte=last)
    if as_of is not None:
        rows = rows.filter(known_at__lte=as_of)
    newest = (
        rows.annotate(month=TruncMonth("balance_on"))
        .order_by("account_id", "month", "-balance_on", "-batch_on")
        .distinct("account_id", "month")
        .values_list("account_id", "month", "balance")
    )
    found: dict[int, dict[date, Decimal]] = {}
    for account_id, month, balance in newest:
        found.setdefault(account_id, {})[month] = balance
    return found


def _carried_forward(by_month: dict[date, Decimal], days: Sequence[date]) -> list[Decimal]:
    """Return the balance on each day: that of its month, else of the last month before."""
    amounts, months = [], sorted(by_month)
    for day in days:
        earlier = [month for month in months if month <= day]
        amounts.append(by_month[earlier[-1]] if earlier else Decimal(0))
    return amounts
