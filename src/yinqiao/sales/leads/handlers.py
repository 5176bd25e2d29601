"""A lead that comes in is given out at once, by a job: the sender does not wait for it."""

from datetime import datetime
from typing import Final

from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports.events import BatchImported, RowsMended
from yinqiao.platform.jobs import queue
from yinqiao.sales.leads import jobs
from yinqiao.sales.leads.events import LeadCaptured

_TARGET: Final = "leads.lead"


@subscribe(LeadCaptured, name="leads.assign")
def assign(event: LeadCaptured, *, now: datetime) -> None:  # noqa: ARG001 - all pools are looked at
    """Have the pools given out."""
    queue.defer(jobs.ASSIGN)


@subscribe(BatchImported, name="leads.batch-imported")
def look_after_batch(event: BatchImported, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Have a list that was loaded looked at."""
    if _TARGET in event.targets:
        queue.defer(jobs.LOOK)


@subscribe(RowsMended, name="leads.rows-mended")
def look_after_mending(event: RowsMended, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """The same for rows out of quarantine."""
    if _TARGET in event.targets:
        queue.defer(jobs.LOOK)
