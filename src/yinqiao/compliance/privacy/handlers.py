"""What privacy does when approvals come to their end without being granted."""

from datetime import datetime

from yinqiao.compliance.privacy import services
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events.bus import subscribe
from yinqiao.workflow.choices import State
from yinqiao.workflow.events import ApprovalDecided


@subscribe(ApprovalDecided, name="privacy.approval-refused")
def refuse(event: ApprovalDecided, *, now: datetime) -> None:
    """What was not agreed to can be asked for again."""
    if event.state == State.APPROVED:
        return
    actor = system_actor(name="privacy")
    if event.kind == services.RETENTION_KIND:
        services.refuse_run(actor=actor, now=now, approval_id=event.approval_id)
    elif event.kind == services.ASSESSMENT_KIND:
        services.refuse_assessment(actor=actor, now=now, approval_id=event.approval_id)
