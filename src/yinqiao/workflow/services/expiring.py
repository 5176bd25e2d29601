"""Close what nobody decided in time."""

from datetime import datetime

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.workflow.choices import State
from yinqiao.workflow.events import ApprovalDecided
from yinqiao.workflow.models import Approval

BATCH = 200


def expire_due(*, actor: Actor, now: datetime) -> int:
    """Expire the open approvals whose time is over; return how many. Running twice changes nothing more."""
    waiting = Approval.objects.filter(state=State.OPEN, expires_at__lte=now).exists()
    return _expire(actor=actor, now=now) if waiting else 0


@use_case("workflow.approval-expired", permission=None)
def _expire(unit: Unit, *, actor: Actor, now: datetime) -> int:
    rows = list(
        Approval.objects.select_for_update(skip_locked=True).filter(
            state=State.OPEN, expires_at__lte=now
        )[:BATCH]
    )
    for row in rows:
        row.state, row.decided_at, row.version = State.EXPIRED, now, row.version + 1
        unit.publish(
            ApprovalDecided(approval_id=row.pk, kind=row.kind, state=State.EXPIRED, note="")
        )
        unit.audit(
            ObjectRef("workflow.approval", row.pk),
            old={"state": State.OPEN},
            new={"state": State.EXPIRED},
        )
    Approval.objects.bulk_update(rows, ["state", "decided_at", "version"])
    if not rows:
        unit.audit(None, detail={"expired": 0})
    return len(rows)
