"""What of approvals goes along when a unit goes into another (D43): those that wait, and announcements that still run."""

from datetime import date

from yinqiao.organization.services import MergerPart, Move, merger_parts
from yinqiao.workflow.choices import State
from yinqiao.workflow.models import Announcement, Approval


def _waiting(org_id: int, _on: date) -> int:
    return Approval.objects.filter(org_id=org_id, state=State.OPEN).count()


def _move_waiting(move: Move) -> int:
    """The people of the successor and above decide now; what was decided keeps its unit."""
    return Approval.objects.filter(org_id=move.org_id, state=State.OPEN).update(org_id=move.into_id)


def _running(org_id: int, on: date) -> int:
    return Announcement.objects.filter(
        org_id=org_id, to_on__gte=on, withdrawn_at__isnull=True
    ).count()


def _move_running(move: Move) -> int:
    return Announcement.objects.filter(
        org_id=move.org_id, to_on__gte=move.on, withdrawn_at__isnull=True
    ).update(org_id=move.into_id)


def offer() -> None:
    """Register the parts."""
    merger_parts.add(
        "workflow.approval",
        MergerPart(
            "workflow.approval", "Requests that wait for its heads", 20, _waiting, _move_waiting
        ),
    )
    merger_parts.add(
        "workflow.announcement",
        MergerPart(
            "workflow.announcement", "Announcements that still run", 21, _running, _move_running
        ),
    )
