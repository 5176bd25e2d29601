"""The run that is shown."""

from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.sales.advice.models import AdviceRun


@dataclass(frozen=True, slots=True)
class RunInfo:
    """A run that has ended, of the data of a day."""

    id: int
    data_on: date
    started_at: datetime
    period: str
    held_percent: int
    products: tuple[int, ...]


def newest_run() -> RunInfo | None:
    """Return the newest run that has ended; None before the first."""
    row = AdviceRun.objects.filter(finished_at__isnull=False).order_by("-pk").first()
    if row is None:
        return None
    return RunInfo(
        row.pk, row.data_on, row.started_at, row.period, row.held_percent, tuple(row.products)
    )
