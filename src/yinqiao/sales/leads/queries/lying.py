"""What lies too long: it goes back to the pool, or is forgotten. Read by the clocks and by whoever tries another number."""

from datetime import date, datetime

from django.db.models import QuerySet

from yinqiao.lib.periods import add_months
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.sales.leads.choices import State
from yinqiao.sales.leads.models import Lead

NOBODY = "—"
"""The name of a lead that is forgotten."""


def not_contacted(*, on: date, workdays: int) -> QuerySet[Lead]:
    """Return what was accepted or claimed so long ago, and nobody was spoken with."""
    return Lead.objects.filter(
        state=State.WORKING, is_contacted=False, touched_at__lt=_back(on, workdays)
    )


def at_rest(*, on: date, workdays: int) -> QuerySet[Lead]:
    """Return what was spoken about, and not touched for so long."""
    return Lead.objects.filter(
        state=State.WORKING, is_contacted=True, touched_at__lt=_back(on, workdays)
    )


def to_forget(*, on: date, months: int) -> QuerySet[Lead]:
    """Return what nobody acted on for so long and still names somebody; converted ones go with their customer."""
    since = clock.start_of_day(add_months(on, -months))
    return (
        Lead.objects.exclude(state=State.CONVERTED)
        .exclude(name=NOBODY)
        .filter(touched_at__lt=since)
    )


def _back(on: date, workdays: int) -> datetime:
    return clock.start_of_day(add_workdays(organization.calendar(), on, -workdays))
