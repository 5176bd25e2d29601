"""What matured of whole books in a span, paid out or renewed: from the accounts and positions themselves, the closed ones among them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from django.db.models import Case, Count, DateField, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce, NullIf, TruncDate

from yinqiao.customers import policies as customers
from yinqiao.holdings import parameters as keys
from yinqiao.holdings.models import Account, WealthPosition
from yinqiao.holdings.queries.book import FALLS_DUE
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.parameters import queries as parameters

ZERO: Final = Decimal(0)


@dataclass(frozen=True, slots=True)
class Matured:
    """What matured of one customer: how many products, and their sum in yuan. `unknown` of them have no amount and are not in the sum. Not for pages as it is."""

    staff_id: int
    customer_id: int
    count: int
    amount: Decimal
    unknown: int


def matured(*, actor: Actor, staff_ids: Collection[int], first: date, last: date) -> list[Matured]:
    """Return what matured from `first` to `last` of the customers in scope whose main managers these are, by customer; in two queries.

    Deposits count by principal (a renewed one on the day its new term began), positions by their value, or by their cost when
    they were paid back; in the home currency. What was taken out before its day did not mature, notice deposits never do.
    """
    span = (first, last)
    found: dict[tuple[int, int], Matured] = {}
    for rows in (_accounts(actor, span), _positions(actor, span)):
        sums = (
            rows.filter(customer__main_rm_id__in=staff_ids, currency=formats.HOME_CURRENCY)
            .order_by()
            .values_list("customer__main_rm_id", "customer_id")
            .annotate(
                products=Count("pk"),
                yuan=Sum("money"),
                unknown=Count("pk", filter=Q(money__isnull=True)),
            )
        )
        for staff_id, customer_id, count, amount, unknown in sums:
            before = found.get((staff_id, customer_id), Matured(staff_id, customer_id, 0, ZERO, 0))
            found[staff_id, customer_id] = Matured(
                staff_id,
                customer_id,
                before.count + count,
                before.amount + (amount or ZERO),
                before.unknown + unknown,
            )
    return list(found.values())


def _accounts(actor: Actor, span: tuple[date, date]) -> QuerySet[Account]:
    ran_out = Q(matures_on__range=span) & (
        Q(left_on__isnull=True) | Q(left_on__gte=F("matures_on"))
    )
    # As it was set on the last day that is counted: a figure of a past month stays what it was.
    shortest = parameters.integer(keys.SHORTEST_RENEWABLE, on=span[1])
    renewed = Q(
        value_on__range=span,
        value_on__gte=F("opened_on") + timedelta(days=shortest),
    )
    rows = Account.objects.annotate(
        # The day on which the source closed it, or no longer delivered it.
        left_on=Coalesce("closed_on", "ended_on"),
        # A closed account is empty: its principal tells what matured.
        money=Coalesce(NullIf("principal", ZERO), NullIf("balance", ZERO)),
    )
    return customers.scoped(rows.filter(FALLS_DUE, ran_out | renewed), actor)


def _positions(actor: Actor, span: tuple[date, date]) -> QuerySet[WealthPosition]:
    rows = WealthPosition.objects.annotate(
        # A position without a day of its own falls due with its product.
        due_on=Coalesce("matures_on", "product__matures_on"),
        # The source says that it was paid back, not when: its account does, or the batch that brought it.
        left_on=Case(
            When(ended_on__isnull=False, status="HELD", then="ended_on"),
            When(
                status="REDEEMED",
                then=Coalesce(
                    "account__closed_on", TruncDate("known_from", tzinfo=clock.BANK_ZONE)
                ),
            ),
            default=None,
            output_field=DateField(),
        ),
        money=Coalesce(NullIf("market_value", ZERO), NullIf("cost", ZERO)),
    )
    in_time = Q(left_on__isnull=True) | Q(left_on__gte=F("due_on"))
    return customers.scoped(rows.filter(in_time, due_on__range=span), actor)
