"""A month of work and how far it has come. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from yinqiao.lib.workdays import BusinessCalendar
from yinqiao.platform.clock import BANK_ZONE

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month up to `today`; `pace` is the share of its workdays that are behind, today's among them."""

    first: date
    next_first: date
    today: date
    pace: Decimal

    @property
    def begins(self) -> datetime:
        """The moment it begins at the bank."""
        return datetime.combine(self.first, time.min, tzinfo=BANK_ZONE)

    @property
    def ends(self) -> datetime:
        """The moment it ends at the bank."""
        return datetime.combine(self.next_first, time.min, tzinfo=BANK_ZONE)

    @property
    def days_left(self) -> int:
        """How many days of it are still to come."""
        return max((self.next_first - self.today).days - 1, 0)

    @property
    def before(self) -> date:
        """The first day of the month before."""
        return (self.first - ONE_DAY).replace(day=1)


def month_of(today: date, calendar: BusinessCalendar) -> Month:
    """Return the month that `today` lies in."""
    first = today.replace(day=1)
    next_first = (first + timedelta(days=31)).replace(day=1)
    days = [first + timedelta(days=n) for n in range((next_first - first).days)]
    workdays = [day for day in days if calendar.is_workday(day)]
    behind = sum(day <= today for day in workdays)
    return Month(first, next_first, today, Decimal(behind) / max(len(workdays), 1))
