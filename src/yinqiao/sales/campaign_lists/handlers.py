"""A list that nobody agreed to goes back to its maker."""

from datetime import datetime

from yinqiao.platform.events.bus import subscribe
from yinqiao.sales.campaign_lists import services
from yinqiao.workflow.choices import State
from yinqiao.workflow.events import ApprovalDecided


@subscribe(ApprovalDecided, name="campaign_lists.sending-refused")
def refuse_sending(event: ApprovalDecided, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Give it back with what the checker wrote."""
    if event.kind == services.SEND_KIND and event.state != State.APPROVED:
        services.refuse_sending(
            approval_id=event.approval_id, note=event.note or str(State(event.state).label)
        )
