"""Why somebody looked at a customer: an opportunity of hers lies there. For the watch over looks (`compliance.viewing`)."""

from collections.abc import Collection
from datetime import date, datetime, time

from django.db.models import Q

from yinqiao.platform import clock
from yinqiao.sales.models import Opportunity


def errands(looks: Collection[tuple[int, int]], *, on: date) -> set[tuple[int, int]]:
    """Return those (staff id, customer id) whose opportunity was open on the day; within the session's scope."""
    begin = datetime.combine(on, time(), tzinfo=clock.BANK_ZONE)
    rows = Opportunity.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=begin),
        owner__in={staff_id for staff_id, _customer_id in looks},
        customer__in={customer_id for _staff_id, customer_id in looks},
    )
    return set(looks) & set(rows.values_list("owner_id", "customer_id"))
