"""When a customer becomes another in what her risk is made of, or compliance or a source says so, she is graded again before the time."""

from datetime import datetime
from typing import Final

from yinqiao.compliance.diligence import services
from yinqiao.compliance.events import ReviewDecided
from yinqiao.customers.events import CustomerChanged
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports.events import BatchImported, RowsMended
from yinqiao.platform.jobs import queue

_GRADES: Final = "compliance.kyc"
_RISKY: Final = frozenset({"nationality", "occupation", "name"})


@subscribe(CustomerChanged, name="diligence.customer-changed")
def grade_again(event: CustomerChanged, *, now: datetime) -> None:
    """A complete file waits for compliance again; one under way is looked at as it is."""
    if _RISKY.intersection(event.fields):
        services.grade_after_change(now=now, customer_id=event.customer_id)


@subscribe(ReviewDecided, name="diligence.review-decided")
def look_for_calls(event: ReviewDecided, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Look whether somebody is to be graded again."""
    queue.defer(services.CALLS_JOB)


@subscribe(BatchImported, name="diligence.batch-imported")
def look_after_batch(event: BatchImported, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """The same when a batch brought grades."""
    if _GRADES in event.targets:
        queue.defer(services.CALLS_JOB)


@subscribe(RowsMended, name="diligence.rows-mended")
def look_after_mending(event: RowsMended, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """The same for rows out of quarantine."""
    if _GRADES in event.targets:
        queue.defer(services.CALLS_JOB)
