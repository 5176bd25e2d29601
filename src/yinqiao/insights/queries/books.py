"""Facts of many customers added up by whose they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection

from yinqiao.insights.models import CustomerFacts
from yinqiao.platform.db.among import among

if TYPE_CHECKING:
    from django.db.models import QuerySet

_SUMS = """
    with member (customer_id, owner) as ({members})
    select m.owner, max(f.data_on), coalesce(sum(f.aum), 0), coalesce(sum(f.aum_month_average), 0),
        coalesce(sum(f.aum_previous_average), 0), coalesce(sum(f.aum_month_end), 0), count(*)
    from member m join insights_customer_facts f using (customer_id)
    group by m.owner
"""
_CHANGES = """
    with member (customer_id, owner) as ({members})
    select customer_id, coalesce(f.aum, 0), coalesce(f.aum_month_end, 0)
    from member m join insights_customer_facts f using (customer_id)
    order by abs(coalesce(f.aum, 0) - coalesce(f.aum_month_end, 0)) desc, customer_id limit %s offset %s
"""
_MOVES = """
    select customer_id, aum, aum_month_end from insights_customer_facts
    where customer_id = any(%s) and aum is not null and aum_month_end is not null
"""


@dataclass(frozen=True, slots=True)
class BookTotals:
    """AUM of the customers of one owner, in yuan: now, as this month's average, last month's average, at the last month's end; `customers` have figures."""

    data_on: date
    aum: Decimal
    month_average: Decimal
    previous_average: Decimal
    month_end: Decimal
    customers: int


@dataclass(frozen=True, slots=True)
class AumChange:
    """AUM of one customer, in yuan: at the data date and at the end of the month before. Not for pages as it is."""

    customer_id: int
    aum: Decimal
    month_end: Decimal


def book_totals(members: "QuerySet[Any, tuple[int, int]]") -> dict[int, BookTotals]:
    """Return the totals by owner, in one query that joins `members`: (customer, owner), scoped by the room that gives it.

    An owner without facts is absent.
    """
    sql, parameters = members.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_SUMS.format(members=sql), parameters)
        return {owner: BookTotals(*rest) for owner, *rest in cursor.fetchall()}


def aum_changes(
    members: "QuerySet[Any, tuple[int, int]]", *, limit: int, offset: int = 0
) -> list[AumChange]:
    """Return whose AUM changed most since the end of last month, the largest change first, behind the first `offset`."""
    sql, parameters = members.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_CHANGES.format(members=sql), [*parameters, limit, offset])
        return [AumChange(*row) for row in cursor.fetchall()]


def month_moves(customer_ids: Collection[int]) -> dict[int, AumChange]:
    """Return the assets of these customers now and at the end of the month before; who lacks one of the two is absent.

    The caller has asked for them within a scope.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MOVES, [sorted(customer_ids)])
        return {row[0]: AumChange(*row) for row in cursor.fetchall()}


def contributions(customer_ids: Collection[int]) -> dict[int, Decimal]:
    """Return the contribution of these customers as the last facts tell it; unknown ones are absent. The caller has asked for them within a scope."""
    rows = CustomerFacts.objects.filter(
        pk__in=among(customer_ids), contribution__isnull=False
    ).values_list("pk", "contribution")
    return {pk: amount for pk, amount in rows if amount is not None}
