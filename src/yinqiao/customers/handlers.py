"""What the customer room does when lower rooms tell it something."""

from datetime import datetime

from yinqiao.customers import services
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports.events import BatchImported, RowsMended
from yinqiao.workflow.choices import State
from yinqiao.workflow.events import ApprovalDecided


@subscribe(ApprovalDecided, name="customers.export-refused")
def refuse_export(event: ApprovalDecided, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """An export whose approval was not granted will not be written."""
    if event.kind in services.EXPORT_KINDS and event.state != State.APPROVED:
        services.refuse_export(
            approval_id=event.approval_id, note=event.note or str(State(event.state).label)
        )


@subscribe(ApprovalDecided, name="customers.merge-refused")
def refuse_merge(event: ApprovalDecided, *, now: datetime) -> None:
    """A pair whose merge was not agreed to comes back to the queue."""
    if event.kind == services.MERGE_KIND and event.state != State.APPROVED:
        services.refuse_merge(
            actor=system_actor(name="merges"), now=now, approval_id=event.approval_id
        )


@subscribe(ApprovalDecided, name="customers.relation-refused")
def refuse_relation(event: ApprovalDecided, *, now: datetime) -> None:
    """Who was told of for a relation that is not written down is not kept."""
    if event.kind == services.RELATION_KIND and event.state != State.APPROVED:
        services.refuse_relation(
            actor=system_actor(name="relations"), now=now, approval_id=event.approval_id
        )


@subscribe(BatchImported, name="customers.corrections-brought")
def close_corrections(event: BatchImported, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Corrections whose value a batch brought are done."""
    services.close_fulfilled(actor=system_actor(name="corrections"), now=now)


@subscribe(RowsMended, name="customers.corrections-mended")
def close_mended_corrections(event: RowsMended, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """The same for rows that came out of quarantine."""
    services.close_fulfilled(actor=system_actor(name="corrections"), now=now)
