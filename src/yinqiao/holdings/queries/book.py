"""What falls due soon over the whole book of a manager: one line for each deposit and position, with whose it is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from yinqiao.customers import policies as customers
from yinqiao.holdings import choices, rules
from yinqiao.holdings.models import Account, WealthPosition
from yinqiao.platform.actor import Actor

# `rules.falls_due` as a condition.
FALLS_DUE = Q(account_type__in=rules.TERM_ACCOUNTS) | Q(
    account_type=rules.NOTICE, term_days__gt=rules.LONGEST_NOTICE
)


@dataclass(frozen=True, slots=True)
class BookMaturity:
    """Money of one customer that is freed on a day. Not for pages as it is: the amount stands in clear."""

    customer_id: int
    name: str
    amount: Decimal
    currency: str
    on: date
    renews: bool


def book_maturities(*, actor: Actor, staff_id: int, first: date, last: date) -> list[BookMaturity]:
    """Return what matures from `first` to `last` of the customers whose main manager this is, the nearest first; in two queries."""
    found = [
        *_lines(_accounts(actor, staff_id), "matures_on", "balance", first=first, last=last),
        *_lines(_positions(actor, staff_id), "due_on", "market_value", first=first, last=last),
    ]
    return sorted(found, key=lambda line: (line.on, -line.amount, line.customer_id))


def _accounts(actor: Actor, staff_id: int) -> QuerySet[Account]:
    rows = Account.objects.filter(
        FALLS_DUE, customer__main_rm_id=staff_id, ended_on__isnull=True, balance__gt=0
    ).exclude(status=choices.AccountStatus.CLOSED)
    return customers.scoped(rows, actor).annotate(renews=F("auto_renew"))


def _positions(actor: Actor, staff_id: int) -> QuerySet[WealthPosition]:
    rows = WealthPosition.objects.filter(
        customer__main_rm_id=staff_id, ended_on__isnull=True, market_value__gt=0
    ).exclude(status="REDEEMED")
    # A position without a day of its own falls due with its product.
    return customers.scoped(rows, actor).annotate(
        due_on=Coalesce("matures_on", "product__matures_on")
    )


def _lines(
    rows: QuerySet[Account] | QuerySet[WealthPosition],
    day: str,
    amount: str,
    *,
    first: date,
    last: date,
) -> list[BookMaturity]:
    columns = ["customer_id", "product__name", amount, "currency", day]
    if amount == "balance":
        columns.append("renews")
    found = rows.filter(**{f"{day}__gte": first, f"{day}__lte": last}).values_list(*columns)
    return [
        BookMaturity(pk, name or "", money, currency, on, bool(rest and rest[0]))
        for pk, name, money, currency, on, *rest in found
    ]
