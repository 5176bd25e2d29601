"""尽调提醒: a stage of a clock of due diligence opens one task for the main manager; past its day, one for the head; complete, they close."""

from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.compliance.events import DiligenceDue
from yinqiao.customers import queries as customers
from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.models import Task
from yinqiao.interactions.services import opening
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn

ABOUT: Final = "diligence.file"
_TURN: Final = "interactions.diligence"
_ESCALATED: Final = -1


@use_case("interactions.diligence-task-opened", permission=None)
def open_diligence_task(unit: Unit, *, actor: Actor, now: datetime, due: DiligenceDue) -> int:
    """Open the task of a stage in the place of those of earlier stages; return its id, the same when told again."""
    customer = customers.require_customer(actor=actor, customer_id=due.customer_id)
    take_turn(_TURN, due.customer_id)
    today = clock.bank_date(now)
    order = _order(due, today)
    standing = opening.standing_task(order)
    if standing is not None:
        ref = ObjectRef(opening.TYPE, standing.pk)
        unit.audit(ref, customer_id=due.customer_id, detail={"repeated": True})
        return standing.pk
    assignee_id = customer.main_rm_id
    if due.stage == _ESCALATED:
        heads = organization.heads_above(org_ids=[customer.org_id], on=today)
        assignee_id = next(iter(heads[customer.org_id]), None)
    else:
        series = order.key.rpartition(":")[0] + ":"
        earlier = _open_tasks(due.customer_id, due.file_id).filter(source_key__startswith=series)
        note = _("A later reminder took its place.")
        opening.close_tasks(unit, list(earlier), actor=actor, now=now, note=note)
    return opening.put_task(
        unit,
        customer_id=due.customer_id,
        order=order,
        assignee_id=assignee_id,
        actor=actor,
        now=now,
    ).pk


@use_case("interactions.diligence-tasks-closed", permission=None)
def close_diligence_tasks(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, file_id: int
) -> int:
    """Close what was asked about a file that is complete; return how many."""
    take_turn(_TURN, customer_id)
    rows = list(_open_tasks(customer_id, file_id))
    opening.close_tasks(unit, rows, actor=actor, now=now, note=_("The file is complete."))
    if not rows:
        unit.audit(None, customer_id=customer_id, detail={"closed": 0})
    return len(rows)


def _order(due: DiligenceDue, today: date) -> opening.TaskOrder:
    is_past = due.due_on < today
    words = _("Past its day: {day}.") if is_past else _("Last day: {day}.")
    return opening.TaskOrder(
        title=_title(due),
        detail=words.format(day=due.due_on),
        due_on=max(due.due_on, today),
        about=ObjectRef(ABOUT, due.file_id),
        key=f"diligence:{due.file_id}:{due.subject}:{due.item_id}:{due.due_on}:{due.stage}",
    )


def _open_tasks(customer_id: int, file_id: int) -> QuerySet[Task]:
    rows = Task.objects.select_for_update().filter(customer_id=customer_id, state=TaskState.OPEN)
    return rows.filter(about_type=ABOUT, about_id=file_id).order_by("pk")


def _title(due: DiligenceDue) -> str:
    if due.subject == "DOCUMENT":
        return _("Renew for due diligence: {title}").format(title=due.title)
    if due.subject == "REVIEW":
        return _("Review the file of due diligence")
    return _("Complete the file of due diligence")
