"""What waits of what was agreed with the customer: open tasks."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.interactions import policies
from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.models import Task
from yinqiao.interactions.queries.origins import OWN
from yinqiao.platform.actor import Actor
from yinqiao.platform.masking.door import Masker
from yinqiao.platform.ui.next_steps import NextStep, StepAsked

MOST = 20


def tasks_waiting(actor: Actor, asked: StepAsked) -> list[NextStep]:
    """Return the open tasks of this system about the customer, with the dialog that completes one for who may."""
    rows = customers.scoped(
        Task.objects.filter(
            customer_id=asked.customer_id, state=TaskState.OPEN, source=OWN, ended_on__isnull=True
        ),
        actor,
    )
    masker = Masker.of(actor)
    may_work = actor.can(policies.WORK)
    return [
        NextStep(
            title=masker.free_text(row.title),
            detail=row.assignee_name or _("In the pool"),
            icon="checklist",
            due_on=row.due_on,
            action=_("Done") if may_work else _("Open"),
            url=reverse(f"interactions:{'done' if may_work else 'task'}", args=[row.pk]),
            is_dialog=may_work,
        )
        for row in rows.order_by("due_on", "pk")[:MOST]
    ]


def open_keys(*, staff_id: int, prefix: str) -> frozenset[str]:
    """Return the keys, of those that begin so, of a person's tasks that were made by a plan, done ones among them: nothing is planned twice."""
    rows = Task.objects.filter(source=OWN, source_key__startswith=prefix, assignee_id=staff_id)
    return frozenset(rows.values_list("source_key", flat=True))


def open_key_counts(*, staff_ids: Collection[int], prefix: str) -> dict[int, int]:
    """Return how many open tasks of a plan each of these people has."""
    rows = Task.objects.filter(
        source=OWN, source_key__startswith=prefix, assignee_id__in=staff_ids, state=TaskState.OPEN
    )
    return {
        pk: many
        for pk, many in rows.order_by().values_list("assignee_id").annotate(Count("pk"))
        if pk is not None
    }


def planned_calls(*, staff_id: int, prefix: str) -> dict[date, int]:
    """Return how many open tasks of a plan a person has by day."""
    rows = Task.objects.filter(
        source=OWN, source_key__startswith=prefix, assignee_id=staff_id, state=TaskState.OPEN
    )
    return {
        day: many
        for day, many in rows.order_by().values_list("due_on").annotate(Count("pk"))
        if day is not None
    }
