"""Who is behind with a loan, for many customers at once."""

from collections.abc import Collection

from django.db.models import Max, Q

from yinqiao.customers import policies as customer_policies
from yinqiao.holdings.choices import LoanStatus
from yinqiao.holdings.models import Loan
from yinqiao.platform.actor import Actor

_BEHIND = (LoanStatus.OVERDUE, LoanStatus.WRITTEN_OFF)


def overdue_days(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, int]:
    """Return the days of the longest overdue loan of those in scope who have one, in one query.

    A loan that the source calls overdue or written off without saying since when counts as one day.
    """
    rows = customer_policies.scoped(Loan.objects.filter(customer_id__in=customer_ids), actor)
    behind = (
        rows.filter(Q(overdue_days__gt=0) | Q(status__in=_BEHIND), ended_on__isnull=True)
        .exclude(status=LoanStatus.SETTLED)
        .order_by()
        .values_list("customer_id")
        .annotate(days=Max("overdue_days"))
    )
    return {customer_id: max(days, 1) for customer_id, days in behind}
