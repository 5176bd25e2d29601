"""Pure rules of derived figures: tiers by thresholds, periods of averages."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

VALUE_PARTS = ("deposits", "wealth", "loans", "income", "spending", "assets")
LOYALTY_PARTS = ("tenure", "depth", "activity")
WHOLE_SCORE = 100
TIERS = ("MASS", "BASIC_WEALTH", "WEALTH", "PREMIER", "PRIVATE")


def tier_of(month_average: Decimal, thresholds: Sequence[Decimal]) -> str:
    """Return the tier of a month-average AUM in yuan; `thresholds` are the lower bounds of the four upper tiers, ascending.

    A bound belongs to the upper tier (DOMAIN: 以上 includes the boundary).
    """
    return TIERS[sum(month_average >= bound for bound in thresholds)]


def month_start(day: date) -> date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def month_ends(day: date, months: int) -> list[date]:
    """Return the last days of the `months` months before that of `day`, the nearest first."""
    found = []
    last = month_start(day) - timedelta(days=1)
    for _ in range(months):
        found.append(last)
        last = month_start(last) - timedelta(days=1)
    return found


def year_start(day: date) -> date:
    """Return 1 January of the year of `day`."""
    return day.replace(month=1, day=1)


def months_back(day: date, months: int) -> date:
    """Return the same day `months` months before, or the last of that month if it is shorter."""
    month = day.year * 12 + day.month - 1 - months
    year, number = month // 12, month % 12 + 1
    return date(year, number, min(day.day, monthrange(year, number)[1]))
