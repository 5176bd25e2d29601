"""What interactions puts on the workbench: one's own tasks among the things to do, and on the days of the calendar."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.interactions import policies, queries
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.desk import Mark, Todo, TodoAnswer
from yinqiao.platform.ui.table import Tag


def todos(actor: Actor, now: datetime, limit: int) -> TodoAnswer:
    """Return the actor's tasks that are due today or overdue; one is completed by a tick."""
    if not actor.can(policies.WORK):
        return TodoAnswer((), 0)
    today = clock.bank_date(now)
    total, late = queries.pressing_counts(actor=actor, today=today)
    rows = queries.my_todos(actor=actor, today=today, limit=limit)
    pressing = [row for row in rows if row.due_on is not None and row.due_on <= today]
    return TodoAnswer(rows=[_todo(row) for row in pressing], total=total, late=late)


def marks(actor: Actor, first: date, last: date) -> list[Mark]:
    """Return the actor's own open tasks in the span."""
    if not actor.can(policies.WORK):
        return []
    today = clock.bank_date(clock.now())
    rows = queries.due_between(actor=actor, first=first, last=last, today=today)
    return [
        Mark(row.due_on, f"{row.customer_name} · {row.title}", row.url, row.due_time)
        for row in rows
        if row.due_on is not None and row.is_open
    ]


def _todo(row: queries.Todo) -> Todo:
    late = Tag(_("{days} days overdue").format(days=row.days_late), "d", "flame")
    return Todo(
        key=f"task-{row.id}",
        title=row.title,
        detail=row.detail or row.kind_label,
        url=row.url,
        due_on=row.due_on,
        icon="checklist",
        at=row.due_time,
        customer=row.customer_name,
        customer_url=reverse("customers:detail", args=[row.customer_id]),
        tier=row.tier,
        tag=late if row.days_late else None,
        done_url=reverse("interactions:ticks", args=[row.id]),
        later_url=reverse("interactions:later", args=[row.id]),
    )
