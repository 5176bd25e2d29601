"""What earlier deals make of the open ones: the second line of the forecast (A57)."""

from datetime import date
from decimal import Decimal

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from yinqiao.sales.chances import queries as chances
from yinqiao.sales.chances.models import Chance
from yinqiao.sales.models import Opportunity
from yinqiao.sales.queries.pulse import HUNDRED
from yinqiao.sales.ways import Way


def by_history(
    rows: QuerySet[Opportunity], *, way: Way, present: date
) -> dict[date, Decimal] | None:
    """Sum the open ones by month, what is overdue in the `present` one; None where too few of the pipeline were decided to tell."""
    known = chances.newest(way.code)
    if known is None or known.model is None:
        return None
    found: dict[date, Decimal] = {}
    sums = (
        Chance.objects.filter(opportunity__in=rows.order_by())
        .values_list(TruncMonth("opportunity__expected_on"))
        .annotate(total=Sum(F("opportunity__amount") * F("percent") / HUNDRED, default=Decimal(0)))
    )
    for month, told in sums.order_by():
        at = max(month, present)
        found[at] = found.get(at, Decimal(0)) + told
    return found
