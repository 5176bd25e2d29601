"""Open a task: one's own next step, or something for a colleague or the pool of a unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import uuid4

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.interactions import parameters as keys
from yinqiao.interactions import policies
from yinqiao.interactions.choices import TaskKind, TaskState
from yinqiao.interactions.events import TaskMoved
from yinqiao.interactions.models import History, Task
from yinqiao.interactions.queries.origins import OWN
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.db.versions import keep_version
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import queries as parameters

TYPE: Final = "interactions.task"
TITLE_LENGTH: Final = 120
DETAIL_LENGTH: Final = 500
_TURN: Final = "interactions.task"


@dataclass(frozen=True, slots=True)
class TaskOrder:
    """What is to be done and by when. Without `key` each order is a task of its own; the same key again gives the same task."""

    title: str
    due_on: date
    kind: str = TaskKind.OTHER
    detail: str = ""
    due_time: time | None = None
    about: ObjectRef | None = None
    key: str = ""


@use_case("interactions.task-opened", permission=policies.WORK)
def create_task(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, order: TaskOrder
) -> int:
    """Open a task of one's own about a customer in scope; return its id.

    Raises NotFound outside the scope, InvalidInput with the fields that are wrong.
    """
    customers.require_customer(actor=actor, customer_id=customer_id)
    check_order(order, clock.bank_date(now))
    take_turn(_TURN, customer_id)
    standing = standing_task(order)
    if standing is not None:
        unit.audit(ObjectRef(TYPE, standing.pk), customer_id=customer_id, detail={"repeated": True})
        return standing.pk
    row = put_task(
        unit, customer_id=customer_id, order=order, assignee_id=actor.staff_id, actor=actor, now=now
    )
    return row.pk


def standing_task(order: TaskOrder) -> Task | None:
    """Return the task that this key made before."""
    return Task.objects.filter(source=OWN, source_key=order.key).first() if order.key else None


def put_task(
    unit: Unit,
    *,
    customer_id: int,
    order: TaskOrder,
    assignee_id: int | None,
    actor: Actor,
    now: datetime,
) -> Task:
    """Write the task within a use case that has checked the actor, with its audit row and event."""
    name = organization.staff_names([assignee_id]).get(assignee_id, "") if assignee_id else ""
    row = new_task(
        order,
        customer_id=customer_id,
        due_on=order.due_on,
        key=order.key,
        assignee=(assignee_id, name),
        created_by=actor.name,
        now=now,
    )
    row.save(force_insert=True)
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"kind": str(row.kind), "due_on": row.due_on, "assignee_id": assignee_id},
        customer_id=customer_id,
    )
    unit.publish(moved(row, "OPENED"))
    return row


def new_task(
    order: TaskOrder,
    *,
    customer_id: int,
    due_on: date,
    key: str,
    assignee: tuple[int | None, str],
    created_by: str,
    now: datetime,
) -> Task:
    """Return the row of an order, not written yet."""
    return Task(
        customer_id=customer_id,
        source=OWN,
        source_key=key or f"task:{uuid4().hex}",
        known_from=now,
        assignee_id=assignee[0],
        assignee_name=assignee[1],
        kind=order.kind,
        title=order.title.strip(),
        detail=order.detail.strip(),
        due_on=due_on,
        due_time=order.due_time,
        about_type=order.about.type if order.about else "",
        about_id=order.about.pk if order.about else None,
        created_by_name=created_by,
    )


def close_tasks(
    unit: Unit, rows: Sequence[Task], *, actor: Actor, now: datetime, note: str
) -> None:
    """Close locked tasks that something else has answered, within a use case that has checked the actor."""
    for row in rows:
        keep_version(Task, History, row.pk, now=now, changed_by=actor.staff_id)
        row.state, row.closed_at, row.known_from = TaskState.DONE, now, now
        row.closing_note, row.version = note, row.version + 1
        unit.audit(
            ObjectRef(TYPE, row.pk),
            old={"state": "OPEN"},
            new={"state": "DONE"},
            customer_id=row.customer_id,
        )
        unit.publish(moved(row, "DONE"))
    Task.objects.bulk_update(rows, ["state", "closed_at", "known_from", "closing_note", "version"])


def moved(row: Task, act: str) -> TaskMoved:
    """Return what rooms above are told of a task."""
    return TaskMoved(
        task_id=row.pk,
        customer_id=row.customer_id,
        act=act,
        state=str(TaskState(row.state)),
        assignee_id=row.assignee_id,
    )


def day_problems(name: str, day: date | None, *, today: date) -> dict[str, str]:
    """Return what is wrong with a day by which something is to be done: it is past, or too far ahead."""
    if day is None:
        return {name: _("Choose a day.")}
    if day < today:
        return {name: _("The day must not lie before today ({today}).").format(today=today)}
    most = parameters.integer(keys.LONGEST_WAIT, on=today)
    if day > today + timedelta(days=most):
        return {name: _("At most {days} days ahead.").format(days=most)}
    return {}


def check_order(order: TaskOrder, today: date) -> None:
    """Raise InvalidInput at the fields that are wrong."""
    wrong = day_problems("due_on", order.due_on, today=today)
    if order.kind not in TaskKind.values:
        wrong["kind"] = _("Choose one of the list.")
    if not order.title.strip():
        wrong["title"] = _("Say what is to be done.")
    for name, most in (("title", TITLE_LENGTH), ("detail", DETAIL_LENGTH)):
        if len(getattr(order, name)) > most:
            wrong[name] = _("At most {limit} characters.").format(limit=most)
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
