"""What changes if: the time of grace, what reaches a tier at once, how long a tier is kept."""

from datetime import date
from typing import Final

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from yinqiao.customers import queries as customers
from yinqiao.insights import parameters as keys
from yinqiao.insights.models import CustomerStanding, TierKeep
from yinqiao.insights.rules import months_after
from yinqiao.platform.parameters.trials import AHEAD, Asked, Line, Trial, cannot, trials

_STAGES: Final = (
    keys.NEW_DAYS,
    keys.MATURE_CLASSES,
    keys.MATURE_MONTHS,
    keys.DECLINE_PERCENT,
    keys.LOST_PERCENT,
    keys.LOST_MONTHS,
    keys.WINBACK_DAYS,
)


def _grace_over(asked: Asked) -> list[Line]:
    """By the day from which each lies below her tier: few days, however many customers."""
    kept = TierKeep.objects.filter(
        customer_id=OuterRef("customer_id"), from_on__lte=asked.today, until_on__gte=asked.today
    )
    rows = CustomerStanding.objects.filter(~Exists(kept), tier_below_since__isnull=False)
    days = list(rows.order_by().values_list("tier_below_since").annotate(number=Count("pk")))
    before, after = (
        sum(
            number
            for since, number in days
            if since <= months_after(asked.today, -int(str(months)))
        )
        for months in (asked.before, asked.after)
    )
    return [Line(_("Customers whose time of grace is over"), before, after)]


def _at_once(asked: Asked) -> list[Line]:
    number = customers.higher_by_the_day(customers.tier_bounds(on=asked.today))
    before, after = (
        number if str(value) == keys.POINT else 0 for value in (asked.before, asked.after)
    )
    return [Line(_("Customers who reach a higher tier by the money of one day"), before, after)]


def _longer(asked: Asked) -> list[Line]:
    rows = TierKeep.objects.filter(until_on__gte=asked.today).order_by()
    spans = list(rows.values_list("from_on", "until_on").annotate(number=Count("pk")))
    before, after = (
        sum(number for start, end, number in spans if _is_longer(start, end, value))
        for value in (asked.before, asked.after)
    )
    return [Line(_("Tiers kept for longer"), before, after)]


def _is_longer(start: date, end: date, months: object) -> bool:
    return end > months_after(start, int(str(months)))


def offer() -> None:
    """Register the trials, and why what is missing cannot be counted."""
    trials.add(
        keys.GRACE_MONTHS,
        Trial(
            lazy(
                "Of those below their tier by the newest data, without tiers kept by decision. Who reaches the tier again by the money of a day stays in it."
            ),
            _grace_over,
        ),
    )
    trials.add(
        keys.UPGRADE_BASIS,
        Trial(lazy("By the newest data. A tier that was reached has its time of grace."), _at_once),
    )
    trials.add(
        keys.KEEP_MONTHS,
        Trial(
            lazy("Those in force stay as they were agreed to; the next one is shorter."), _longer
        ),
    )
    cannot(
        _STAGES,
        lazy(
            "Stages are worked out from day to day over the history in the lake; what they would have come to is not worked out again on a page."
        ),
    )
    cannot((keys.LATE_WORKDAYS, keys.FORBIDDEN), AHEAD)
