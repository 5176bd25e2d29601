"""A lead that comes in is given out at once, by a job: the sender does not wait for it."""

from datetime import datetime
from typing import Final

from yinqiao.organization.events import PostChanged, StaffLeft
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports.events import BatchImported, RowsMended
from yinqiao.platform.jobs import queue
from yinqiao.sales.leads import jobs, services
from yinqiao.sales.leads.events import LeadCaptured

_TARGET: Final = "leads.lead"


@subscribe(LeadCaptured, name="leads.assign")
def assign(event: LeadCaptured, *, now: datetime) -> None:  # noqa: ARG001 - the job has a now of its own
    """Have the pool of its unit given out; many that come in together wait for one another."""
    queue.defer(jobs.ASSIGN_ONE, lock=f"{jobs.ASSIGN_ONE}:{event.org_id}", org_id=event.org_id)


@subscribe(StaffLeft, name="leads.staff-left")
def give_back_of_leaver(event: StaffLeft, *, now: datetime) -> None:
    """What somebody had who is gone lies in the pool again."""
    services.give_back(now=now, staff_id=event.staff_id)


@subscribe(PostChanged, name="leads.post-changed")
def give_back_of_mover(event: PostChanged, *, now: datetime) -> None:
    """Whoever moved to another unit leaves the leads of the old one behind."""
    if event.old_org_id != event.new_org_id:
        services.give_back(now=now, staff_id=event.staff_id, org_id=event.old_org_id)


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
