"""A kind of approval for tests of this room and of rooms above: it notes what it was applied with."""

from collections.abc import Mapping
from datetime import date

from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.registry import ApprovalKind
from yinqiao.workflow.models import Approval, Deputy

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


def make_deputy(giver: Actor, taker: Actor, *, from_on: date, to_on: date) -> Deputy:
    """Let `taker` decide for `giver` in these days: the giver is away."""
    return Deputy.objects.create(
        giver_id=giver.staff_id,
        giver_name=giver.name,
        taker_id=taker.staff_id,
        taker_name=taker.name,
        from_on=from_on,
        to_on=to_on,
        reason="休假",
        made_at=clock.now(),
    )
