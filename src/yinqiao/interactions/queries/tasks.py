"""Tasks about a customer."""

from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.customers import policies as customers
from yinqiao.customers.queries import card
from yinqiao.interactions import rules
from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.models import History, Task
from yinqiao.interactions.queries.origins import is_history
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.masking.door import Masker


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as this actor may see it."""

    id: int
    title: str
    detail: str
    assignee: str
    due_on: date | None
    state: str
    state_label: str
    is_overdue: bool
    closed_at: datetime | None
    closing_note: str
    is_history: bool
    assignee_id: int | None = None


def tasks_of(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None = None
) -> list[TaskRow]:
    """Return the tasks as known at `as_of` (None: now): open ones first by their day, then the others, newest first.

    Raises NotFound for a customer outside the scope.
    """
    card.require_customer(actor=actor, customer_id=customer_id)
    return tasks_known(actor=actor, customer_id=customer_id, now=now, as_of=as_of)


def tasks_known(
    *, actor: Actor, customer_id: int, now: datetime, as_of: datetime | None
) -> list[TaskRow]:
    """Return the same of a customer whom the caller has found in scope."""
    scoped = customers.scoped(Task.objects.filter(customer_id=customer_id), actor)
    found = rows_as_of(scoped, History, customer_id=customer_id, as_of=as_of)
    today = clock.bank_date(as_of or now)
    masker = Masker.of(actor)
    return [_row(task, masker, today) for task in sorted(found, key=_position)]


def _position(task: Task) -> tuple[bool, int, int]:
    day = task.due_on.toordinal() if task.due_on else 0
    is_open = task.state == TaskState.OPEN
    return (not is_open, (day or date.max.toordinal()) if is_open else -day, -task.pk)


def _row(task: Task, masker: Masker, today: date) -> TaskRow:
    return TaskRow(
        id=task.pk,
        title=masker.free_text(task.title),
        detail=masker.free_text(task.detail),
        assignee=task.assignee_name or task.assignee_no,
        due_on=task.due_on,
        state=task.state,
        state_label=str(TaskState(task.state).label),
        is_overdue=rules.is_overdue(task.state, due_on=task.due_on, today=today),
        closed_at=task.closed_at,
        closing_note=masker.free_text(task.closing_note),
        is_history=is_history(task),
        assignee_id=task.assignee_id,
    )
