"""Counts over all customers for trials of parameters: figures alone, set-wise; the wall of the transaction says over whom."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import Count, Q, QuerySet

from yinqiao.customers import policies
from yinqiao.customers.choices import Kind, Status, Tier
from yinqiao.customers.models import Identification, ListedCustomer, Overview
from yinqiao.customers.queries.card import customer_names
from yinqiao.platform.actor import Actor

_LADDER: Final = tuple(Tier)
_MOVES: Final = """
select width_bucket(aum_month_average, %(before)s::numeric[]), width_bucket(aum_month_average, %(after)s::numeric[]), count(*)
from customers_overview where kind = %(person)s and status <> %(closed)s group by 1, 2
"""


def tier_moves(before: Sequence[Decimal], after: Sequence[Decimal]) -> dict[tuple[str, str], int]:
    """Return how many persons stand in which tier by either ladder of lower bounds, as (before, after), by the month average."""
    wanted: dict[str, Any] = {
        "before": list(before),
        "after": list(after),
        "person": Kind.PERSON.value,
        "closed": Status.CLOSED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, wanted)
        found = cursor.fetchall()
    return {(_LADDER[old], _LADDER[new]): number for old, new, number in found}


def tier_movers(
    before: Sequence[Decimal], after: Sequence[Decimal], *, actor: Actor, limit: int
) -> list[tuple[int, str]]:
    """Return id and name of customers in scope who would change tier, as this actor may see them; nobody for who does not see amounts."""
    if not policies.sees_all_amounts(actor):
        return []
    changed = Q(pk__in=[])
    for old, new in zip(before, after, strict=False):
        low, high = sorted((old, new))
        changed |= Q(aum_month_average__gte=low, aum_month_average__lt=high)
    return _named(ListedCustomer.objects.filter(changed, kind=Kind.PERSON), actor, limit)


def born_after(*days: date) -> list[int]:
    """Return of how many persons the day of birth is later than each of the days."""
    people = Overview.objects.filter(kind=Kind.PERSON).exclude(status=Status.CLOSED)
    counts = {
        f"after_{place}": Count("pk", filter=Q(birth_on__gt=day)) for place, day in enumerate(days)
    }
    found = people.aggregate(**counts)
    return [int(found[name]) for name in counts]


def born_between(first: date, last: date, *, actor: Actor, limit: int) -> list[tuple[int, str]]:
    """Return id and name of persons in scope who were born after `first` and on `last` at the latest; nobody for who does not see birthdays."""
    if not policies.sees_all_birthdays(actor):
        return []
    low, high = sorted((first, last))
    rows = ListedCustomer.objects.filter(
        kind=Kind.PERSON, birth_on__gt=low, birth_on__lte=high
    ).exclude(status=Status.CLOSED)
    return _named(rows, actor, limit)


def certificates_ending(today: date, *lasts: date) -> list[int]:
    """Return how many certificates in force end by each of the days."""
    rows = Identification.objects.filter(ended_on__isnull=True, expires_on__gte=today)
    counts = {
        f"by_{place}": Count("pk", filter=Q(expires_on__lte=last))
        for place, last in enumerate(lasts)
    }
    found = rows.aggregate(**counts)
    return [int(found[name]) for name in counts]


def _named(rows: QuerySet[ListedCustomer], actor: Actor, limit: int) -> list[tuple[int, str]]:
    seen = rows.filter(policies.overview_visible_to(actor)).order_by("pk")
    ids = list(seen.values_list("pk", flat=True)[:limit])
    names = customer_names(actor=actor, customer_ids=ids)
    return [(pk, names[pk]) for pk in ids if pk in names]
