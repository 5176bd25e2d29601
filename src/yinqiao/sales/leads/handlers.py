"""A lead that comes in is given out at once, by a job: the sender does not wait for it."""

from datetime import datetime

from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.jobs import queue
from yinqiao.sales.leads import jobs
from yinqiao.sales.leads.events import LeadCaptured


@subscribe(LeadCaptured, name="leads.assign")
def assign(event: LeadCaptured, *, now: datetime) -> None:  # noqa: ARG001 - all pools are looked at
    """Have the pools given out."""
    queue.defer(jobs.ASSIGN)
