"""Open tasks of several people about several customers at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from yinqiao.interactions import policies
from yinqiao.interactions.models import Task
from yinqiao.interactions.queries.origins import OWN
from yinqiao.interactions.services.opening import TYPE, TaskOrder, moved
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef


@dataclass(frozen=True, slots=True)
class TaskFor:
    """What somebody is to do about a customer; the order has a key."""

    customer_id: int
    assignee_id: int
    order: TaskOrder


@use_case("interactions.tasks-opened", permission=policies.WORK)
def open_tasks(unit: Unit, *, actor: Actor, now: datetime, wanted: Sequence[TaskFor]) -> int:
    """Open these tasks in one go; those whose key stands already are left out. Return how many are new. The caller knows that the customers are in scope."""
    standing = set(
        Task.objects.filter(
            source=OWN, source_key__in=[one.order.key for one in wanted]
        ).values_list("source_key", flat=True)
    )
    people = organization.people_of(
        staff_ids={one.assignee_id for one in wanted}, on=clock.bank_date(now)
    )
    rows = Task.objects.bulk_create(
        Task(
            customer_id=one.customer_id,
            source=OWN,
            source_key=one.order.key,
            known_from=now,
            assignee_id=one.assignee_id,
            assignee_no=people[one.assignee_id].staff_no,
            assignee_name=people[one.assignee_id].name,
            kind=one.order.kind,
            title=one.order.title,
            detail=one.order.detail,
            due_on=one.order.due_on,
            created_by_name=actor.name,
        )
        for one in wanted
        if one.order.key not in standing and one.assignee_id in people
    )
    for row in rows:
        unit.audit(
            ObjectRef(TYPE, row.pk),
            new={"kind": str(row.kind), "due_on": row.due_on, "assignee_id": row.assignee_id},
            customer_id=row.customer_id,
        )
        unit.publish(moved(row, "OPENED"))
    if not rows:
        unit.audit(None, detail={"opened": 0})
    return len(rows)
