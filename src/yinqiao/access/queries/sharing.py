"""Accounts that two people may share: a sign-in from another address ended a session that was in use."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DurationField, Exists, ExpressionWrapper, F, OuterRef

from yinqiao.access.choices import SessionEnd
from yinqiao.access.models import LoginSession


@dataclass(frozen=True, slots=True)
class SharingLimits:
    """From how many `times` on over `days`; a session without a click for longer than `idle` was not in use."""

    times: int
    days: int
    idle: timedelta


def shared_accounts(
    *, user_ids: Collection[int], now: datetime, limits: SharingLimits
) -> dict[int, int]:
    """Return how often each account was in use from two addresses at once, for those above the limit, in one query.

    One sign-in ends the session before it at the same moment, so the two are found by that.
    """
    following = LoginSession.objects.filter(
        user=OuterRef("user"), started_at=OuterRef("ended_at"), ip__isnull=False
    ).exclude(ip=OuterRef("ip"))
    rows = (
        LoginSession.objects.filter(
            user__in=user_ids,
            end_reason=SessionEnd.ELSEWHERE,
            ended_at__gte=now - timedelta(days=limits.days),
            ip__isnull=False,
        )
        .annotate(
            silent=ExpressionWrapper(
                F("ended_at") - F("last_seen_at"), output_field=DurationField()
            )
        )
        .filter(Exists(following), silent__lte=limits.idle)
        .order_by()
        .values("user")
        .annotate(times=Count("id"))
        .filter(times__gte=limits.times)
    )
    return dict(rows.values_list("user", "times"))
