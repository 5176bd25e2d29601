"""Books of managers: whose customers are whose, within the reader's scope."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import cast

from django.db.models import Q, QuerySet

from yinqiao.customers import policies, rules
from yinqiao.customers.choices import Kind, Status, Tier
from yinqiao.customers.models import ListedCustomer
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among

TIERS = tuple(Tier.values)
ENDED = (Status.CLOSED, Status.DECEASED)


@dataclass(frozen=True, slots=True)
class BookLine:
    """One customer of a book: not for pages, the amount stands in clear."""

    customer_id: int
    main_rm_id: int
    tier: str
    is_company: bool
    aum_month_average: Decimal


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday ahead: the day, and how old the customer becomes."""

    customer_id: int
    on: date
    age: int


def books(*, actor: Actor, staff_ids: Collection[int]) -> list[BookLine]:
    """Return the customers in scope whose main managers these are."""
    rows = ListedCustomer.objects.filter(
        policies.overview_visible_to(actor), main_rm_id__in=staff_ids
    ).exclude(status__in=ENDED)
    columns = rows.values_list("customer_id", "main_rm_id", "tier", "kind", "aum_month_average")
    return [
        BookLine(pk, main_rm_id or 0, tier, kind == Kind.COMPANY, average)
        for pk, main_rm_id, tier, kind, average in columns
    ]


def month_averages(
    *, actor: Actor, staff_id: int, customer_ids: Collection[int]
) -> dict[int, Decimal]:
    """Return the month average of those of the customers that stand in a person's own book; nothing is asked for none."""
    if not customer_ids:
        return {}
    rows = ListedCustomer.objects.filter(
        policies.overview_visible_to(actor),
        main_rm_id=staff_id,
        customer_id__in=among(customer_ids),
    ).exclude(status__in=ENDED)
    return dict(rows.order_by().values_list("customer_id", "aum_month_average"))


def book_members(
    *, actor: Actor, staff_ids: Collection[int], tiers: Collection[str] | None = None
) -> QuerySet[ListedCustomer, tuple[int, int]]:
    """Return (customer, main manager) of the customers in scope whose main managers these are, as a query that others join.

    With `tiers` only persons of these tiers.
    """
    rows = ListedCustomer.objects.filter(
        policies.overview_visible_to(actor), main_rm_id__in=staff_ids
    ).exclude(status__in=ENDED)
    if tiers is not None:
        rows = rows.filter(tier__in=tiers).exclude(kind=Kind.COMPANY)
    return cast(
        "QuerySet[ListedCustomer, tuple[int, int]]",
        rows.order_by().values_list("customer_id", "main_rm_id"),
    )


def tiers_from(tier: str) -> frozenset[str]:
    """Return this tier and those above it."""
    return frozenset(TIERS[TIERS.index(tier) :])


def birthdays(*, actor: Actor, staff_id: int, first: date, last: date) -> list[Birthday]:
    """Return the birthdays of the customers of one book from `first` to `last` (less than a year), the nearest first.

    Only for who may see birth dates. Born on 29 February: the day before 1 March is kept in other years.
    """
    if not policies.sees_all_birthdays(actor):
        return []
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    wanted = Q()
    for month in sorted({day.month for day in days}):
        numbers = {day.day for day in days if day.month == month}
        wanted |= Q(birth_on__month=month, birth_on__day__in=numbers | _leap(days, month))
    rows = (
        ListedCustomer.objects.filter(policies.overview_visible_to(actor), main_rm_id=staff_id)
        .filter(wanted, kind=Kind.PERSON)
        .exclude(status__in=ENDED)
        .values_list("customer_id", "birth_on")
    )
    found = [
        Birthday(pk, day, day.year - born.year)
        for pk, born in rows
        if born is not None
        for day in days
        if rules.is_birthday(born, day)
    ]
    return sorted(found, key=lambda birthday: (birthday.on, birthday.customer_id))


def _leap(days: Collection[date], month: int) -> set[int]:
    return {29} if month == 2 and any(day.month == 2 and day.day == 28 for day in days) else set()  # noqa: PLR2004
