"""Who is behind with a loan, for many customers at once."""

from collections.abc import Collection
from typing import Final

import polars as pl
from django.db import connection
from django.db.models import Count, Max, Q
from django.db.models.functions import Greatest

from yinqiao.customers import policies as customer_policies
from yinqiao.holdings.choices import LoanStatus
from yinqiao.holdings.models import Loan
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among
from yinqiao.platform.imports.tables import copying

_BEHIND = (LoanStatus.OVERDUE, LoanStatus.WRITTEN_OFF)


def overdue_days(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, int]:
    """Return the days of the longest overdue loan of those in scope who have one, in one query.

    A loan that the source calls overdue or written off without saying since when counts as one day.
    """
    rows = customer_policies.scoped(Loan.objects.filter(customer_id__in=among(customer_ids)), actor)
    behind = (
        rows.filter(Q(overdue_days__gt=0) | Q(status__in=_BEHIND), ended_on__isnull=True)
        .exclude(status=LoanStatus.SETTLED)
        .order_by()
        .values_list("customer_id")
        .annotate(days=Max("overdue_days"))
    )
    return {customer_id: max(days, 1) for customer_id, days in behind}


def behind_for(*least: int) -> list[int]:
    """Return how many customers are behind for so many days or more, once for each number given; over whom the wall of the transaction says."""
    behind = (
        Loan.objects.filter(Q(overdue_days__gt=0) | Q(status__in=_BEHIND), ended_on__isnull=True)
        .exclude(status=LoanStatus.SETTLED)
        .order_by()
        .values("customer_id")
        .annotate(days=Greatest(Max("overdue_days"), 1))
    )
    counts = {
        f"from_{place}": Count("customer_id", filter=Q(days__gte=days))
        for place, days in enumerate(least)
    }
    found = behind.aggregate(**counts)
    return [int(found[name]) for name in counts]


_FRAME: Final = {"customer_id": pl.Int64, "overdue_days": pl.Int32}
_OVERDUE: Final = """
select customer_id, greatest(max(overdue_days), 1) from holdings_loan
where customer_id between %(first)s and %(last)s and customer_id = any(%(ids)s)
  and (overdue_days > 0 or status = any(%(behind)s)) and status <> %(settled)s and ended_on is null
group by customer_id
"""


def overdue_frame(*, customer_ids: Collection[int]) -> pl.DataFrame:
    """Return the same for very many as one frame: customer_id, overdue_days. The ids are those that the caller found in scope."""
    ids = sorted(customer_ids)
    if not ids:
        return pl.DataFrame(schema=_FRAME)
    wanted = {
        "first": ids[0],
        "last": ids[-1],
        "ids": ids,
        "behind": [status.value for status in _BEHIND],
        "settled": LoanStatus.SETTLED.value,
    }
    return copying.read_copy(connection, _OVERDUE, _FRAME, parameters=wanted)
