"""How many opportunities are open, by whose they are or by customer: for rooms beside."""

from collections.abc import Collection

from django.db.models import Count

from yinqiao.platform.actor import Actor
from yinqiao.platform.db.among import among
from yinqiao.sales import policies


def open_counts(*, actor: Actor, staff_ids: Collection[int]) -> dict[int, int]:
    """Return how many opportunities in scope are open with each of these people; who has none is absent."""
    rows = policies.visible_to(actor).filter(owner_id__in=list(staff_ids), closed_at__isnull=True)
    counted = rows.order_by().values_list("owner_id").annotate(Count("pk"))
    return {pk: number for pk, number in counted if pk is not None}


def open_by_customer(*, actor: Actor, customer_ids: Collection[int]) -> dict[int, int]:
    """Return how many opportunities of these customers are open; who has none is absent."""
    rows = policies.visible_to(actor).filter(
        customer_id__in=among(customer_ids), closed_at__isnull=True
    )
    return dict(rows.order_by().values_list("customer_id").annotate(Count("pk")))
