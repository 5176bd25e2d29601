"""Who was contacted, for the figures of the rooms above."""

from collections.abc import Collection
from datetime import datetime

from yinqiao.interactions.choices import Direction, Outcome
from yinqiao.interactions.models import ContactRecord

# What did not reach the customer is no contact.
MISSED = (Outcome.NO_ANSWER, Outcome.WRONG_NUMBER)


def contacted(*, customer_ids: Collection[int], since: datetime, until: datetime) -> frozenset[int]:
    """Return which of these customers the bank reached in the span, by whomever; the caller has asked for them within a scope."""
    rows = ContactRecord.objects.filter(
        customer_id__in=customer_ids,
        direction=Direction.OUT,
        happened_at__gte=since,
        happened_at__lt=until,
    ).exclude(outcome__in=MISSED)
    return frozenset(rows.order_by().values_list("customer_id", flat=True).distinct())
