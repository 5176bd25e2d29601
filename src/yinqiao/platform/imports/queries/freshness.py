"""To the end of which day the data reaches, for the whole bank and for each source."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.platform.imports.choices import BatchStatus
from yinqiao.platform.imports.models import ImportBatch
from yinqiao.platform.registry import Registry

ENDED = (BatchStatus.DONE, BatchStatus.PARTIAL)
# Business days between two dates, told by a room that knows the bank's calendar.
business_days: Registry[Callable[[date, date], int]] = Registry("business days between two dates")


@dataclass(frozen=True, slots=True)
class SourceAge:
    """How old the data of one source is. `age` is in business days behind yesterday's end of day; 0 is as fresh as T+1 can be."""

    source: str
    profile: str
    title: str
    data_on: date
    finished_at: datetime | None
    age: int

    @property
    def is_stale(self) -> bool:
        """Tell whether it is older than one business day."""
        return self.age > 0


def data_date() -> date | None:
    """Return the day to whose end the newest finished batch reaches; None before the first one."""
    days = (
        ImportBatch.objects.filter(status__in=ENDED)
        .order_by("-batch_on")
        .values_list("batch_on", flat=True)
    )
    return days.first()


def age_of(data_on: date, *, today: date) -> int:
    """Return by how many business days `data_on` lags behind what T+1 could give on `today`."""
    count = next(iter(business_days.values()), _plain_days)
    return max(count(data_on, today) - 1, 0)


def _plain_days(first: date, last: date) -> int:
    return (last - first).days
