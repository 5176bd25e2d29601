"""What a person does with a task: done, opened again, put off, handed over. Each leaves a version, an audit row, an event."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.access import queries as access
from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.interactions import policies
from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.models import History, Task
from yinqiao.interactions.queries.origins import is_history
from yinqiao.interactions.services import opening
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.versions import keep_version
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.notes import scan_free_text

NOTE_LENGTH: Final = 200


class TaskClosed(DomainError):
    """It is done already, or was never one of this system."""

    code = "TASK_CLOSED"
    status = 409


@use_case("interactions.task-done", permission=policies.WORK)
def complete_task(
    unit: Unit, *, actor: Actor, now: datetime, task_id: int, version: int, note: str = ""
) -> None:
    """Mark it as done. Raises NotFound outside the scope, TaskClosed, StaleVersion, InvalidInput for a note that is too long."""
    row = _locked(actor, task_id, version=version)
    row.closing_note = _short(note, "note")
    _keep(row, actor, now)
    row.state, row.closed_at = TaskState.DONE, now
    _save(unit, row, "DONE", old={"state": "OPEN"}, new={"state": "DONE"}, reason=note)


@use_case("interactions.task-reopened", permission=policies.WORK)
def reopen_task(unit: Unit, *, actor: Actor, now: datetime, task_id: int) -> None:
    """Take back that it was done, on the same day and by whom it belongs to. Raises NotFound, TaskClosed when it is open or older."""
    row = _visible(actor, task_id)
    is_of_today = row.closed_at is not None and clock.bank_date(row.closed_at) == clock.bank_date(
        now
    )
    if row.state != TaskState.DONE or not is_of_today or is_history(row):
        raise TaskClosed(_("This can be taken back on the same day only."))
    _keep(row, actor, now)
    row.state, row.closed_at, row.closing_note = TaskState.OPEN, None, ""
    _save(unit, row, "REOPENED", old={"state": "DONE"}, new={"state": "OPEN"})


@use_case("interactions.task-put-off", permission=policies.WORK)
def reschedule_task(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    task_id: int,
    version: int,
    due_on: date,
    reason: str = "",
) -> None:
    """Give it another day; to put it off needs a reason, to do it earlier none. Raises as `complete_task` does."""
    row = _locked(actor, task_id, version=version)
    wrong = opening.day_problems("due_on", due_on, today=clock.bank_date(now))
    if not reason.strip() and (row.due_on is None or due_on > row.due_on):
        wrong["reason"] = _("Say why it waits.")
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    waits_because = _short(reason, "reason")
    _keep(row, actor, now)
    old, row.due_on, row.waits_because = row.due_on, due_on, waits_because
    _save(unit, row, "PUT_OFF", old={"due_on": old}, new={"due_on": due_on}, reason=reason)


@use_case("interactions.task-day-returned", permission=policies.WORK)
def return_task_day(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    task_id: int,
    version: int,
    due_on: date | None,
    reason: str,
) -> None:
    """Take back that it was put off: its day may be past by now. Raises as `complete_task` does, StaleVersion for any act since."""
    row = _locked(actor, task_id, version=version)
    _keep(row, actor, now)
    old, row.due_on, row.waits_because = row.due_on, due_on, _short(reason, "reason")
    _save(unit, row, "PUT_OFF", old={"due_on": old}, new={"due_on": due_on})


@use_case("interactions.task-handed-over", permission=policies.WORK)
def hand_over_task(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    task_id: int,
    version: int,
    staff_id: int,
    reason: str = "",
) -> None:
    """Give it to somebody who may open its customer and work on tasks; raise InvalidInput for anybody else, else as `complete_task`."""
    row = _locked(actor, task_id, version=version)
    taker = access.actor_of_staff(staff_id, now)
    if (
        taker is None
        or not taker.can(policies.WORK)
        or not customers.is_visible(actor=taker, customer_id=row.customer_id)
    ):
        text = _(
            "This person cannot open the customer. Move the customer first, or name an assisting manager."
        )
        raise InvalidInput(text, fields={"staff_id": text})
    waits_because = _short(reason, "reason")
    _keep(row, actor, now)
    old, row.assignee_id, row.assignee_name = row.assignee_id, staff_id, taker.name
    row.assignee_no, row.waits_because = taker.staff_no, waits_because
    _save(
        unit,
        row,
        "HANDED_OVER",
        old={"assignee_id": old},
        new={"assignee_id": staff_id},
        reason=reason,
    )


def _visible(actor: Actor, task_id: int) -> Task:
    rows = customer_policies.scoped(Task.objects.filter(pk=task_id, ended_on__isnull=True), actor)
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise NotFound(_("There is no such task, or its customer is not in your scope."))
    return row


def _locked(actor: Actor, task_id: int, *, version: int) -> Task:
    row = _visible(actor, task_id)
    if is_history(row):
        raise TaskClosed(_("This was taken over from the old system and is shown as history."))
    if row.state != TaskState.OPEN:
        raise TaskClosed(_("It is done already."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    return row


def _keep(row: Task, actor: Actor, now: datetime) -> None:
    keep_version(Task, History, row.pk, now=now, changed_by=actor.staff_id)
    row.known_from, row.version = now, row.version + 1


def _save(
    unit: Unit,
    row: Task,
    act: str,
    *,
    old: dict[str, object],
    new: dict[str, object],
    reason: str = "",
) -> None:
    row.save()
    unit.audit(
        ObjectRef(opening.TYPE, row.pk),
        old=old,
        new=new,
        reason=scan_free_text(reason.strip()),
        customer_id=row.customer_id,
    )
    unit.publish(opening.moved(row, act))


def _short(text: str, field: str) -> str:
    found = text.strip()
    if len(found) > NOTE_LENGTH:
        message = _("At most {limit} characters.").format(limit=NOTE_LENGTH)
        raise InvalidInput(message, fields={field: message})
    return found
