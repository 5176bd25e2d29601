"""核实手机号: a number that leads to nobody opens one task for the main manager; a number that works closes it."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.customers import queries as customers
from yinqiao.interactions import parameters as keys
from yinqiao.interactions import policies
from yinqiao.interactions.choices import TaskKind, TaskState
from yinqiao.interactions.models import Task
from yinqiao.interactions.services import opening
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.turns import take_turn
from yinqiao.platform.parameters import queries as parameters

CHUNK: Final = 500
_TURN: Final = "interactions.number-check"


@use_case("interactions.number-check-opened", permission=policies.LOG)
def open_number_check(
    unit: Unit, *, actor: Actor, now: datetime, customer_id: int, contact_id: int, finding: str
) -> int:
    """Ask the main manager (or the pool) for a number that works; return the id of the task, the open one if there is one."""
    customer = customers.require_customer(actor=actor, customer_id=customer_id)
    take_turn(_TURN, customer_id)
    standing = Task.objects.filter(
        customer_id=customer_id, kind=TaskKind.CHECK_NUMBER, state=TaskState.OPEN
    ).first()
    if standing is not None:
        ref = ObjectRef(opening.TYPE, standing.pk)
        unit.audit(ref, customer_id=customer_id, detail={"repeated": True})
        return standing.pk
    today = clock.bank_date(now)
    lines = {row.id: row for row in customers.phones_of(actor=actor, customer_id=customer_id)}
    number = lines[contact_id].masked if contact_id in lines else ""
    order = opening.TaskOrder(
        kind=TaskKind.CHECK_NUMBER,
        title=_("Check the mobile number"),
        detail=_("{number} {finding}, told by {name} on {day}.").format(
            number=number, finding=finding, name=actor.name, day=today
        ),
        due_on=add_workdays(
            organization.calendar(), today, parameters.integer(keys.CHECK_WORKDAYS, on=today)
        ),
        key=f"number:{contact_id}:{now.timestamp()}",
    )
    return opening.put_task(
        unit,
        customer_id=customer_id,
        order=order,
        assignee_id=customer.main_rm_id,
        actor=actor,
        now=now,
    ).pk


def close_answered_checks(
    *, actor: Actor, now: datetime, customer_ids: Collection[int] | None = None
) -> int:
    """Close the tasks of those customers (None: of all) for whom a number that works became known since; return how many.

    Running twice closes nothing twice.
    """
    rows = Task.objects.filter(kind=TaskKind.CHECK_NUMBER, state=TaskState.OPEN)
    if customer_ids is not None:
        rows = rows.filter(customer_id__in=customer_ids)
    waiting = list(rows.values_list("customer_id", flat=True))
    answered = sorted(customers.renewed_phones(customer_ids=waiting)) if waiting else []
    for start in range(0, len(answered), CHUNK):
        _close(actor=actor, now=now, customer_ids=answered[start : start + CHUNK])
    return len(answered)


@use_case("interactions.number-check-closed", permission=None)
def _close(unit: Unit, *, actor: Actor, now: datetime, customer_ids: Collection[int]) -> None:
    rows = list(
        Task.objects.select_for_update()
        .filter(customer_id__in=customer_ids, kind=TaskKind.CHECK_NUMBER, state=TaskState.OPEN)
        .order_by("pk")
    )
    opening.close_tasks(unit, rows, actor=actor, now=now, note=_("A new number is there."))
    if not rows:
        unit.audit(None, detail={"closed": 0})
