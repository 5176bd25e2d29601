"""Facts of many customers added up by whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

_SUMS = """
    select b.owner, max(f.data_on), coalesce(sum(f.aum), 0), coalesce(sum(f.aum_month_average), 0),
        coalesce(sum(f.aum_previous_average), 0), coalesce(sum(f.aum_month_end), 0)
    from unnest(%s::bigint[], %s::bigint[]) as b (customer_id, owner)
    join insights_customer_facts f using (customer_id)
    group by b.owner
"""


@dataclass(frozen=True, slots=True)
class BookTotals:
    """AUM of the customers of one owner, in yuan: now, as this month's average, last month's average, at the last month's end."""

    data_on: date
    aum: Decimal
    month_average: Decimal
    previous_average: Decimal
    month_end: Decimal


def book_totals(members: Iterable[tuple[int, int]]) -> dict[int, BookTotals]:
    """Return the totals by owner of (customer, owner) pairs, in one query; an owner without facts is absent.

    Not for pages as they are: whose customers these are must have been asked of `customers` within a scope.
    """
    pairs = list(members)
    if not pairs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, ([pk for pk, _owner in pairs], [owner for _pk, owner in pairs]))
        return {owner: BookTotals(*rest) for owner, *rest in cursor.fetchall()}
