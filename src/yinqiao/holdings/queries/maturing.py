"""What falls due of whole books in a span ahead, by class, and how much of what fell due before stayed with the bank."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any, Final

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from yinqiao.customers import policies as customers
from yinqiao.holdings import choices, rules
from yinqiao.holdings import parameters as keys
from yinqiao.holdings.models import Account, Loan, WealthPosition
from yinqiao.holdings.queries.book import FALLS_DUE
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import formats
from yinqiao.platform.parameters import queries as parameters

# A rate is learnt from so many at most: the newest of the span.
MOST_LEARNT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Maturing:
    """Something of one customer that falls due. `amount` in yuan, None in another currency. Not for pages as it is."""

    staff_id: int
    customer_id: int
    kind: str
    product: str
    amount: Decimal | None
    on: date


@dataclass(frozen=True, slots=True)
class Kept:
    """Of how many that fell due, of one class and tier, of customers who renewed before or not, how much money stayed."""

    kind: str
    tier: str
    has_renewed: bool
    count: int
    amount: Decimal
    kept: Decimal


def maturing(
    *, actor: Actor, staff_ids: Collection[int], first: date, last: date
) -> list[Maturing]:
    """Return what falls due from `first` to `last` of the customers in scope whose main managers these are, the nearest first; in three queries.

    Which accounts fall due is the one rule of `rules.falls_due`.
    """
    rows: Sequence[tuple[str, QuerySet[Any]]] = (
        (
            choices.Maturing.DEPOSIT,
            Account.objects.filter(FALLS_DUE, ended_on__isnull=True, balance__gt=0)
            .exclude(status=choices.AccountStatus.CLOSED)
            .annotate(money=F("balance"), due_on=F("matures_on"), group=F("account_type")),
        ),
        (
            choices.Maturing.WEALTH,
            WealthPosition.objects.filter(ended_on__isnull=True, market_value__gt=0)
            .exclude(status="REDEEMED")
            .annotate(
                money=F("market_value"),
                due_on=Coalesce("matures_on", "product__matures_on"),
                group=F("product__product_class"),
            ),
        ),
        (
            choices.Maturing.LOAN,
            Loan.objects.filter(ended_on__isnull=True, balance__gt=0).annotate(
                money=F("balance"), due_on=F("matures_on"), group=F("currency")
            ),
        ),
    )
    found = []
    for kind, lines in rows:
        mine = customers.scoped(lines, actor).filter(
            customer__main_rm_id__in=staff_ids, due_on__range=(first, last)
        )
        columns = ("customer__main_rm_id", "customer_id", "product__name", "money", "due_on")
        for staff_id, pk, name, money, on, currency, group in mine.order_by().values_list(
            *columns, "currency", "group"
        ):
            is_home = currency == formats.HOME_CURRENCY
            is_policy = kind == choices.Maturing.WEALTH and group == rules.INSURANCE
            found.append(
                Maturing(
                    staff_id,
                    pk,
                    choices.Maturing.POLICY if is_policy else kind,
                    name or "",
                    money if is_home else None,
                    on,
                )
            )
    return sorted(found, key=lambda one: (one.on, -(one.amount or 0), one.customer_id))


_KEPT: Final = (
    resources.files("yinqiao.holdings").joinpath("sql", "kept_of_matured.sql").read_text("utf-8")
)
_RENEWED: Final = """
select distinct a.customer_id from holdings_account a
where a.customer_id = any(%(ids)s) and a.value_on < %(on)s and a.value_on >= a.opened_on + %(shortest)s::int
"""


def kept_of_matured(*, first: date, last: date, within_days: int) -> list[Kept]:
    """Return how much of what fell due in the span stayed, over all customers that the session shows: figures that name nobody."""
    with connection.cursor() as cursor:
        cursor.execute(
            _KEPT,
            {
                "home": formats.HOME_CURRENCY,
                "first": first,
                # What fell due yesterday has had no time to stay.
                "last": last - timedelta(days=within_days),
                "days": within_days,
                "shortest": parameters.integer(keys.SHORTEST_RENEWABLE, on=last),
                "policy": rules.INSURANCE,
                "most": MOST_LEARNT,
                "terms": list(rules.TERM_ACCOUNTS),
                "notice": rules.NOTICE,
                "longest": rules.LONGEST_NOTICE,
            },
        )
        return [Kept(*row) for row in cursor.fetchall()]


def renewed_before(*, customer_ids: Collection[int], on: date) -> frozenset[int]:
    """Return those of the customers who let a term deposit run on before."""
    with connection.cursor() as cursor:
        cursor.execute(
            _RENEWED,
            {
                "ids": list(customer_ids),
                "on": on,
                "shortest": parameters.integer(keys.SHORTEST_RENEWABLE, on=on),
            },
        )
        return frozenset(pk for (pk,) in cursor.fetchall())
