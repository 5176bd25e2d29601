"""What workflow tells the rooms above it."""

from dataclasses import dataclass

from yinqiao.platform.events.bus import event


@event("workflow.ApprovalRequested")
@dataclass(frozen=True, slots=True)
class ApprovalRequested:
    """Somebody asked for something that another person must allow."""

    approval_id: int
    kind: str


@event("workflow.ApprovalDecided")
@dataclass(frozen=True, slots=True)
class ApprovalDecided:
    """An approval came to its end: APPROVED, REJECTED, WITHDRAWN or EXPIRED. `note` is what the checker wrote."""

    approval_id: int
    kind: str
    state: str
    note: str
