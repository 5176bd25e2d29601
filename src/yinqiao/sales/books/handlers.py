"""What follows when somebody leaves, or a head says no."""

from datetime import datetime

from yinqiao.organization.events import StaffLeft
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.jobs import queue
from yinqiao.sales.books import jobs, services
from yinqiao.workflow.choices import State as ApprovalState
from yinqiao.workflow.events import ApprovalDecided


@subscribe(StaffLeft, name="books.staff-left")
def release_book(event: StaffLeft, *, now: datetime) -> None:
    """Customers of somebody who is gone stand in the pool at once; of who goes later, on that day."""
    if event.on <= clock.bank_date(now):
        queue.defer(jobs.RELEASE, lock=f"{jobs.RELEASE}:{event.staff_id}", staff_id=event.staff_id)


@subscribe(ApprovalDecided, name="books.approval-refused")
def close_refused(event: ApprovalDecided, *, now: datetime) -> None:
    """What was not agreed to is closed, and its customers are free again."""
    if event.state == ApprovalState.APPROVED:
        return
    actor = system_actor(name="books")
    if event.kind == services.HANDOVER_KIND:
        note = event.note or str(ApprovalState(event.state).label)
        with scope_session(actor):
            services.reject_handover(actor=actor, now=now, approval_id=event.approval_id, note=note)
    elif event.kind == services.COVER_KIND:
        services.reject_cover(actor=actor, now=now, approval_id=event.approval_id)
