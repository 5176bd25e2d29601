"""Requests that came to nothing, and answers that a file brought."""

from datetime import datetime
from typing import Final

from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports.events import BatchImported, RowsMended
from yinqiao.platform.jobs import queue
from yinqiao.sales.deals import jobs, services
from yinqiao.workflow.choices import State
from yinqiao.workflow.events import ApprovalDecided

_TARGET: Final = "deals.order_answer"


@subscribe(ApprovalDecided, name="deals.preference-refused")
def refuse(event: ApprovalDecided, *, now: datetime) -> None:
    """What was rejected, withdrawn or ran out of time is noted beside the terms."""
    if event.kind not in {services.BRANCH_KIND, services.HEAD_KIND}:
        return
    if event.state == State.APPROVED:
        return
    services.refuse_preference(
        actor=services.system(),
        now=now,
        approval_id=event.approval_id,
        is_rejected=event.state == State.REJECTED,
        note=event.note,
    )


@subscribe(BatchImported, name="deals.batch-imported")
def settle_batch(event: BatchImported, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Let the orders follow what a file told of them."""
    if _TARGET in event.targets:
        queue.defer(jobs.SETTLE)


@subscribe(RowsMended, name="deals.rows-mended")
def settle_mended(event: RowsMended, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """The same for rows out of quarantine."""
    if _TARGET in event.targets:
        queue.defer(jobs.SETTLE)
