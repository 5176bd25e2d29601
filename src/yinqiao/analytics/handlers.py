"""When a batch came, was mended or taken back: have a job work out again what is derived from it."""

from datetime import datetime

from yinqiao.analytics import jobs
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports import events
from yinqiao.platform.jobs import queue

Told = events.BatchImported | events.RowsMended | events.BatchUndone


@subscribe(events.BatchImported, name="analytics.batch-imported")
def batch_imported(event: events.BatchImported, *, now: datetime) -> None:
    """Have the figures rebuilt once for each batch."""
    queue.defer(jobs.AFTER_BATCH, told=_told(event, now))


@subscribe(events.RowsMended, name="analytics.rows-mended")
def rows_mended(event: events.RowsMended, *, now: datetime) -> None:
    """Have the figures rebuilt after rows out of quarantine were loaded."""
    queue.defer(jobs.REBUILD, told=_told(event, now), everything=False)


@subscribe(events.BatchUndone, name="analytics.batch-undone")
def batch_undone(event: events.BatchUndone, *, now: datetime) -> None:
    """Have the figures and the overview of everybody rebuilt after an undo."""
    queue.defer(jobs.REBUILD, told=_told(event, now), everything=True)


def _told(event: Told, now: datetime) -> jobs.Told:
    return {
        "batch_id": event.batch_id,
        "source": event.source,
        "profile": event.profile,
        "on": event.batch_on.isoformat(),
        "now": now.isoformat(),
    }
