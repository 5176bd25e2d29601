"""What scripts do when a review was decided, and when a contact was logged with one."""

from datetime import datetime

from yinqiao.interactions.events import FollowUpLogged
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events.bus import subscribe
from yinqiao.sales.scripts import services
from yinqiao.workflow.choices import State
from yinqiao.workflow.events import ApprovalDecided

_OPPORTUNITY = "sales.opportunity"


@subscribe(ApprovalDecided, name="scripts.turned-down")
def turned_down(event: ApprovalDecided, *, now: datetime) -> None:
    """A version that nobody agreed to makes room for another."""
    if event.kind == services.KIND and event.state != State.APPROVED:
        services.turn_down(
            actor=system_actor(name="scripts"), now=now, approval_id=event.approval_id
        )


@subscribe(FollowUpLogged, name="scripts.take-use")
def take_use(event: FollowUpLogged, *, now: datetime) -> None:
    """A contact about an opportunity may have been made with a script."""
    if event.about_type == _OPPORTUNITY:
        services.take_use(actor=system_actor(name="scripts"), now=now, logged=event)
