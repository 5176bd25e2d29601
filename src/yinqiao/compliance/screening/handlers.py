"""When customers come or change they are screened: after an edit, an entry or a merge the one, after a batch all that differ from when they were screened."""

from datetime import datetime

from yinqiao.compliance.screening.jobs import CHANGED_JOB
from yinqiao.compliance.screening.services import JOB_LOCK
from yinqiao.customers.events import (
    CustomerChanged,
    CustomerEntered,
    CustomersMerged,
    CustomersUnmerged,
    RelationAdded,
)
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports.events import BatchImported, BatchUndone, RowsMended
from yinqiao.platform.jobs import queue


@subscribe(CustomerChanged, name="screening.customer-changed")
def screen_customer(event: CustomerChanged, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Screen one; nothing happens when nothing of what is screened has changed."""
    queue.defer(CHANGED_JOB, lock=JOB_LOCK, customer_ids=[event.customer_id])


@subscribe(CustomerEntered, name="screening.customer-entered")
def screen_entered(event: CustomerEntered, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Screen a potential customer at once: nobody works with her before she is checked."""
    queue.defer(CHANGED_JOB, lock=JOB_LOCK, customer_ids=[event.customer_id])


@subscribe(RelationAdded, name="screening.relation-added")
def screen_related(event: RelationAdded, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Screen both ends at once: who is no customer stands with the one who is."""
    ids = [event.customer_id, *([event.other_id] if event.other_id else [])]
    queue.defer(CHANGED_JOB, lock=JOB_LOCK, customer_ids=ids)


@subscribe(CustomersMerged, name="screening.customers-merged")
def screen_survivor(event: CustomersMerged, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Screen the surviving record: it has taken over names and certificates that it had not before."""
    queue.defer(CHANGED_JOB, lock=JOB_LOCK, customer_ids=[event.survivor_id])


@subscribe(CustomersUnmerged, name="screening.customers-unmerged")
def screen_parted(event: CustomersUnmerged, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Screen both again: each stands as before, with what was changed since."""
    queue.defer(CHANGED_JOB, lock=JOB_LOCK, customer_ids=[event.survivor_id, event.member_id])


@subscribe(BatchImported, name="screening.batch-imported")
def screen_batch(event: BatchImported, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """Screen whom a batch brought or changed."""
    _after(event.targets)


@subscribe(RowsMended, name="screening.rows-mended")
def screen_mended(event: RowsMended, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """The same for rows out of quarantine."""
    _after(event.targets)


@subscribe(BatchUndone, name="screening.batch-undone")
def screen_undone(event: BatchUndone, *, now: datetime) -> None:  # noqa: ARG001 - the shape of every handler
    """The same when a batch is taken back."""
    _after(event.targets)


def _after(targets: tuple[str, ...]) -> None:
    if any(target.startswith("customers.") for target in targets):
        queue.defer(CHANGED_JOB, lock=JOB_LOCK)
