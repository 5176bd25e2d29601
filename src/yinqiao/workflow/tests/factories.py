"""A kind of approval for tests of this room and of rooms above: it notes what it was applied with."""

from collections.abc import Mapping

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.registry import ApprovalKind
from yinqiao.workflow.models import Approval

KIND = "tests.note"
PERMISSION = "workflow.approve"
applied: list[Mapping[str, object]] = []


def apply(actor: Actor, payload: Mapping[str, object]) -> str:
    """Note the payload; one that says so fails."""
    if payload.get("fails"):
        raise InvalidInput("This cannot be applied.")
    applied.append(payload)
    return "done"


registry.approval_kinds.add(
    KIND,
    ApprovalKind(
        KIND, "Note", PERMISSION, apply, lambda payload: f"note {payload.get('text', '')}"
    ),
)


def approval(approval_id: int | None = None, *, kind: str = "") -> Approval:
    """Return the row of an approval by id, or the only one of a kind."""
    return (
        Approval.objects.get(pk=approval_id)
        if approval_id is not None
        else Approval.objects.get(kind=kind)
    )
