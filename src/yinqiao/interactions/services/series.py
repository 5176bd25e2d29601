"""Tasks that come again: a whole series is opened at once, and what is left of it can be called off."""

from datetime import date, datetime
from typing import Final
from uuid import uuid4

from django.utils.translation import gettext as _

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.interactions import policies, recurring
from yinqiao.interactions.choices import Repeat, TaskState
from yinqiao.interactions.models import History, Task
from yinqiao.interactions.queries.origins import OWN
from yinqiao.interactions.services import opening
from yinqiao.interactions.services.opening import TYPE, TaskOrder, moved
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.versions import keep_version
from yinqiao.platform.errors import InvalidInput, NotFound

SERIES: Final = "series:"


@use_case("interactions.series-opened", permission=policies.WORK)
def create_series(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    customer_id: int,
    order: TaskOrder,
    repeat: str,
    until: date | None,
) -> list[int]:
    """Open a task of one's own for each day of the series; return their ids, the first day's first. Raises as `create_task` does."""
    customers.require_customer(actor=actor, customer_id=customer_id)
    today = clock.bank_date(now)
    opening.check_order(order, today)
    if repeat not in Repeat.values:
        raise InvalidInput(
            _("Choose one of the list."), fields={"repeat": _("Choose one of the list.")}
        )
    wrong = opening.day_problems("until", until or order.due_on, today=today)
    if until is None and repeat != Repeat.ONCE:
        wrong = {"until": _("Say until when.")}
    elif until is not None and until < order.due_on:
        wrong = {"until": _("The end must not be before the beginning.")}
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    days = recurring.occurrences(
        order.due_on, repeat, until=until or order.due_on, calendar=organization.calendar()
    )
    if len(days) > recurring.MOST:
        said = _("At most {most} tasks in one series: choose an earlier end.").format(
            most=recurring.MOST
        )
        raise InvalidInput(said, fields={"until": said})
    key = f"{SERIES}{uuid4().hex}" if len(days) > 1 else ""
    rows = [
        opening.new_task(
            order,
            customer_id=customer_id,
            due_on=day,
            key=f"{key}:{number}" if key else order.key,
            assignee=(actor.staff_id, actor.name),
            created_by=actor.name,
            now=now,
        )
        for number, day in enumerate(days)
    ]
    for row in Task.objects.bulk_create(rows):
        unit.audit(
            ObjectRef(TYPE, row.pk),
            new={"kind": str(row.kind), "due_on": row.due_on, "assignee_id": row.assignee_id},
            customer_id=customer_id,
        )
        unit.publish(moved(row, "OPENED"))
    return [row.pk for row in rows]


@use_case("interactions.series-ended", permission=policies.WORK)
def end_series(unit: Unit, *, actor: Actor, now: datetime, task_id: int) -> int:
    """Call off the open tasks of the same series after this one; return how many. Raises NotFound for what is no series of the actor's."""
    mine = customer_policies.scoped(Task.objects.filter(source=OWN), actor).filter(
        assignee_id=actor.staff_id or 0
    )
    row = mine.filter(pk=task_id, source_key__startswith=SERIES).first()
    if row is None:
        raise NotFound(_("There is no such task, or its customer is not in your scope."))
    series = row.source_key.rpartition(":")[0]
    later = mine.filter(
        source_key__startswith=f"{series}:", state=TaskState.OPEN, due_on__gt=row.due_on
    )
    rows = list(later.select_for_update(of=("self",)).order_by("pk"))
    for one in rows:
        keep_version(Task, History, one.pk, now=now, changed_by=actor.staff_id)
        one.state, one.closed_at, one.known_from = TaskState.CANCELLED, now, now
        one.version += 1
        unit.audit(
            ObjectRef(TYPE, one.pk),
            old={"state": "OPEN"},
            new={"state": "CANCELLED"},
            customer_id=one.customer_id,
        )
        unit.publish(moved(one, "CANCELLED"))
    Task.objects.bulk_update(rows, ["state", "closed_at", "known_from", "version"])
    if not rows:
        unit.audit(ObjectRef(TYPE, row.pk), detail={"called_off": 0})
    return len(rows)
