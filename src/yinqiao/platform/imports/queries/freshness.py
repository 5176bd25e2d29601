"""To the end of which day the data reaches, for the whole bank and for each source."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportSchedule
from yinqiao.platform.registry import Registry

ENDED = (BatchStatus.DONE, BatchStatus.PARTIAL)
IN_FULL = (FileState.FINISHED, FileState.SAME)
# So many runs of a profile are looked at, the newest first.
LOOKED_AT = 12
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
    """Return the day to whose end the newest whole batch reaches; None before the first one."""
    return whole_batches().order_by("-batch_on").values_list("batch_on", flat=True).first()


def whole_batches() -> QuerySet[ImportBatch]:
    """Return recent batches of days for which every table that must come is in, by whichever runs.

    One file loaded alone, or a day with a refused file, does not make the data newer.
    """
    ended = ImportBatch.objects.filter(status__in=ENDED)
    newest = Window(
        RowNumber(), partition_by="profile", order_by=[F("batch_on").desc(), F("id").desc()]
    )
    recent = ended.annotate(place=newest).filter(place__lte=LOOKED_AT).order_by().values("pk")
    loaded = ImportFile.objects.filter(
        batch__profile=OuterRef("profile"),
        batch__batch_on=OuterRef(OuterRef("batch_on")),
        table_name=OuterRef("table_name"),
        state__in=IN_FULL,
    ).exclude(batch__status=BatchStatus.UNDONE)
    needed = ImportSchedule.objects.filter(profile=OuterRef("profile"), is_optional=False)
    return ended.filter(pk__in=recent).exclude(Exists(needed.exclude(Exists(loaded))))


def age_of(data_on: date, *, today: date) -> int:
    """Return by how many business days `data_on` lags behind what T+1 could give on `today`."""
    count = next(iter(business_days.values()), _plain_days)
    return max(count(data_on, today) - 1, 0)


def _plain_days(first: date, last: date) -> int:
    return (last - first).days
