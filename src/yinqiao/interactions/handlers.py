"""What interactions does when numbers of customers change (tasks to find one that works are closed) and when due diligence is due."""

from datetime import datetime

from yinqiao.compliance.events import DiligenceDue, DiligenceSettled
from yinqiao.customers.events import ContactChanged
from yinqiao.interactions import services
from yinqiao.platform.actor import system_actor
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports.events import BatchImported, RowsMended

_SYSTEM = "number checks"
_DILIGENCE = "due diligence"


@subscribe(ContactChanged, name="interactions.number-changed")
def close_number_check(event: ContactChanged, *, now: datetime) -> None:
    """Somebody entered a number: if it is usable, nobody has to look for one."""
    services.close_answered_checks(
        actor=system_actor(name=_SYSTEM), now=now, customer_ids=[event.customer_id]
    )


@subscribe(BatchImported, name="interactions.numbers-brought")
def close_number_checks(event: BatchImported, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """A batch may have brought numbers."""
    services.close_answered_checks(actor=system_actor(name=_SYSTEM), now=now)


@subscribe(RowsMended, name="interactions.numbers-mended")
def close_mended_number_checks(event: RowsMended, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """So may rows that came out of quarantine."""
    services.close_answered_checks(actor=system_actor(name=_SYSTEM), now=now)


@subscribe(DiligenceDue, name="interactions.diligence-due")
def open_diligence_task(event: DiligenceDue, *, now: datetime) -> None:
    """Something of a file of due diligence runs out: its manager has a task, past its day the head has one."""
    services.open_diligence_task(actor=system_actor(name=_DILIGENCE), now=now, due=event)


@subscribe(DiligenceSettled, name="interactions.diligence-settled")
def close_diligence_tasks(event: DiligenceSettled, *, now: datetime) -> None:
    """The file is complete: nobody has to do anything about it."""
    services.close_diligence_tasks(
        actor=system_actor(name=_DILIGENCE),
        now=now,
        customer_id=event.customer_id,
        file_id=event.file_id,
    )
