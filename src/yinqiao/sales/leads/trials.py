"""What changes if: what the clocks would take back or forget tonight, and who would have as many leads as she may."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.parameters.trials import AHEAD, Asked, Line, Trial, cannot, trials
from yinqiao.sales.leads import parameters as keys
from yinqiao.sales.leads import queries
from yinqiao.sales.leads.models import OPEN, Lead

_COUNTED: Final = (keys.IDLE_DAYS, keys.REST_DAYS, keys.KEEP_MONTHS, keys.CAPACITY)


def _not_contacted(on: date, workdays: int) -> int:
    return queries.not_contacted(on=on, workdays=workdays).count()


def _at_rest(on: date, workdays: int) -> int:
    return queries.at_rest(on=on, workdays=workdays).count()


def _forgotten(on: date, months: int) -> int:
    return queries.to_forget(on=on, months=months).count()


def _full(_on: date, most: int) -> int:
    held = Lead.objects.filter(owner__isnull=False, state__in=OPEN).order_by().values("owner_id")
    return held.annotate(number=Count("pk")).filter(number__gte=most).count()


def _either(asked: Asked, *, label: str | Promise, count: Callable[[date, int], int]) -> list[Line]:
    before, after = (count(asked.today, int(str(value))) for value in (asked.before, asked.after))
    return [Line(label, before, after)]


def offer() -> None:
    """Register the trials; the other numbers bind what comes in or is done from their day on."""
    said = lazy("Of the leads that are open today.")
    back = lazy("Leads that go back to the pool at the next run")
    full = lazy("Managers who have as many leads as they may")
    forgotten = lazy("Leads whose name and number are erased at the next run")
    trials.add(keys.IDLE_DAYS, Trial(said, partial(_either, label=back, count=_not_contacted)))
    trials.add(keys.REST_DAYS, Trial(said, partial(_either, label=back, count=_at_rest)))
    trials.add(keys.CAPACITY, Trial(said, partial(_either, label=full, count=_full)))
    said = lazy(
        "Of the leads that came to nothing. What is erased does not come back with the old value."
    )
    trials.add(keys.KEEP_MONTHS, Trial(said, partial(_either, label=forgotten, count=_forgotten)))
    cannot((one.key for one in keys.PARAMETERS if one.key not in _COUNTED), AHEAD)
