"""Who was contacted, and how far people came with their contacts: for the figures of the rooms above."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.interactions import rules
from yinqiao.interactions.choices import Channel, Direction
from yinqiao.interactions.models import ContactRecord

if TYPE_CHECKING:
    from django.db.models import QuerySet

# What an older system logged without an outcome was a contact.
_REACHED = Q(outcome__in=[*rules.REACHED, ""])
_MET = _REACHED & Q(channel__in=(Channel.BRANCH, Channel.VISIT))
_TRIED = Q(direction=Direction.OUT) | _MET


@dataclass(frozen=True, slots=True)
class Activity:
    """Customers of one person in a span, along 触达 → 接通 → 邀约 → 到店: tried, reached, with an agreed next step, met in person."""

    tried: int = 0
    reached: int = 0
    invited: int = 0
    met: int = 0


@dataclass(frozen=True, slots=True)
class CallPurposes:
    """Calls that one person logged in a span: all, and those for service that were about nothing the customer has open with the bank."""

    calls: int = 0
    unbound: int = 0

    @property
    def percent(self) -> int:
        """The share of the unbound ones."""
        return round(100 * self.unbound / self.calls) if self.calls else 0


def call_purposes(
    *, staff_ids: Collection[int], since: datetime, until: datetime
) -> dict[int, CallPurposes]:
    """Return how many calls each of these people logged, and how many passed the gate as service by her word alone; who made none is absent.

    Within the reader's session scope, as `activities`.
    """
    unbound = Q(purpose=ContactPurpose.SERVICE, about_type="")
    rows = (
        ContactRecord.objects.filter(
            channel=Channel.CALL,
            direction=Direction.OUT,
            staff_id__in=staff_ids,
            happened_at__gte=since,
            happened_at__lt=until,
        )
        .order_by()
        .values_list("staff_id")
        .annotate(calls=Count("pk"), unbound=Count("pk", filter=unbound))
    )
    return {pk: CallPurposes(*counts) for pk, *counts in rows if pk is not None}


def contacted(*, customer_ids: Collection[int], since: datetime, until: datetime) -> frozenset[int]:
    """Return which of these customers the bank reached in the span, by whomever; the caller has asked for them within a scope."""
    rows = ContactRecord.objects.filter(
        _REACHED,
        customer_id__in=customer_ids,
        direction=Direction.OUT,
        happened_at__gte=since,
        happened_at__lt=until,
    )
    return frozenset(rows.order_by().values_list("customer_id", flat=True).distinct())


def contacted_by_manager(
    members: "QuerySet[Any, tuple[int, int]]", *, since: datetime, until: datetime
) -> dict[int, int]:
    """Return how many of these customers the bank reached in the span, by their main manager; `members` as `customers` gives them."""
    rows = (
        ContactRecord.objects.filter(
            _REACHED,
            customer_id__in=members.values("customer_id"),
            direction=Direction.OUT,
            happened_at__gte=since,
            happened_at__lt=until,
        )
        .order_by()
        .values_list("customer__main_rm_id")
        .annotate(Count("customer_id", distinct=True))
    )
    return {pk: number for pk, number in rows if pk is not None}


def activities(
    *, staff_ids: Collection[int], since: datetime, until: datetime
) -> dict[int, Activity]:
    """Return how far each of these people came in the span, counting customers, not contacts; who logged nothing is absent.

    Within the reader's session scope: a contact with a customer outside it is not counted.
    """
    rows = (
        ContactRecord.objects.filter(
            _TRIED, staff_id__in=staff_ids, happened_at__gte=since, happened_at__lt=until
        )
        .order_by()
        .values_list("staff_id")
        .annotate(
            tried=Count("customer_id", distinct=True),
            reached=Count("customer_id", filter=_REACHED, distinct=True),
            invited=Count("customer_id", filter=_REACHED & Q(next_on__isnull=False), distinct=True),
            met=Count("customer_id", filter=_MET, distinct=True),
        )
    )
    return {pk: Activity(*counts) for pk, *counts in rows if pk is not None}
