"""Tasks as work: one's own to-dos, how many are due on each day, the list of a team, one of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.interactions import policies, rules
from yinqiao.interactions.choices import TaskKind, TaskState
from yinqiao.interactions.models import Task
from yinqiao.interactions.queries.origins import OWN
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import labels

MOST_TODOS: Final = 50


@dataclass(frozen=True, slots=True)
class Todo:
    """A task as its list, the workbench and the calendar show it; the customer's name is masked outside the team.

    `customer_label` is name and number in one piece. `days_late` is 0 while the day is ahead or when it is done.
    """

    id: int
    customer_id: int
    customer_name: str
    customer_label: str
    tier: str
    title: str
    detail: str
    kind: str
    kind_label: str
    due_on: date | None
    due_time: time | None
    days_late: int
    state: str
    state_label: str
    is_open: bool
    assignee_id: int | None
    assignee: str
    waits_because: str
    created_by: str
    closed_at: datetime | None
    closing_note: str
    about: ObjectRef | None
    version: int
    is_series: bool = False

    @property
    def url(self) -> str:
        """Return the address of the task."""
        return reverse("interactions:task", args=[self.id])


@dataclass(frozen=True, slots=True)
class TodoFilter:
    """What a list is limited to. `whose`: ``mine`` or ``team``; `due`: LATE, TODAY, WEEK; `state`: a TaskState or ``ANY`` (default: open)."""

    whose: str = ""
    kind: str = ""
    state: str = ""
    due: str = ""


def my_todos(*, actor: Actor, today: date, limit: int = MOST_TODOS) -> list[Todo]:
    """Return the actor's own open tasks, overdue first, then by day. Nothing without the right to see tasks."""
    if actor.staff_id is None or not actor.can(policies.VIEW_TASKS):
        return []
    rows = todo_list(actor=actor, wanted=TodoFilter(whose="mine"), today=today)
    return todo_rows(rows.order_by("due_on", "pk")[:limit], actor=actor, today=today)


def todo_list(*, actor: Actor, wanted: TodoFilter, today: date) -> QuerySet[Task]:
    """Return the tasks of this system in scope that match; those of another system are history and are no work."""
    rows = customer_policies.scoped(Task.objects.filter(source=OWN, ended_on__isnull=True), actor)
    if wanted.whose == "mine" or (not wanted.whose and customer_policies.owns_all(actor)):
        rows = rows.filter(assignee_id__in=customer_policies.books_of(actor))
    elif wanted.whose == "pool":
        rows = rows.filter(assignee_id__isnull=True)
    if wanted.state != "ANY":
        rows = rows.filter(state=wanted.state or TaskState.OPEN)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.due:
        rows = rows.filter(_due(wanted.due, today))
    return rows


def open_counts(*, actor: Actor, staff_ids: Collection[int]) -> dict[int, int]:
    """Return how many tasks of this system in scope are open with each of these people; who has none is absent."""
    rows = customer_policies.scoped(
        Task.objects.filter(
            source=OWN,
            ended_on__isnull=True,
            state=TaskState.OPEN,
            assignee_id__in=list(staff_ids),
        ),
        actor,
    )
    counted = rows.order_by().values_list("assignee_id").annotate(Count("pk"))
    return {pk: number for pk, number in counted if pk is not None}


def due_between(*, actor: Actor, first: date, last: date, today: date) -> list[Todo]:
    """Return the actor's own tasks due from `first` to `last`, both included, open and done, by day."""
    rows = todo_list(actor=actor, wanted=TodoFilter(whose="mine", state="ANY"), today=today)
    rows = rows.filter(due_on__gte=first, due_on__lte=last).exclude(state=TaskState.CANCELLED)
    return todo_rows(rows.order_by("due_on", "due_time", "pk"), actor=actor, today=today)


def pressing_counts(*, actor: Actor, today: date) -> tuple[int, int]:
    """Return how many of the actor's own tasks are due today or before, and how many of them are overdue."""
    rows = todo_list(actor=actor, wanted=TodoFilter(whose="mine", due="TODAY"), today=today)
    found = rows.aggregate(total=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    return found["total"], found["late"]


def record_listed(*, actor: Actor, rows: Iterable[Task]) -> None:
    """Write down whose tasks a list showed."""
    customer_ids = sorted({row.customer_id for row in rows})
    record_read(actor=actor, verb="interactions.tasks-listed", detail={"customers": customer_ids})


def record_opened(*, actor: Actor, row: Todo) -> None:
    """Write down that somebody looked at one."""
    record_read(
        actor=actor,
        verb="interactions.task-read",
        ref=ObjectRef("interactions.task", row.id),
        customer_id=row.customer_id,
    )


def todo(*, actor: Actor, task_id: int, today: date) -> Todo:
    """Return one; raise NotFound for an absent one and for one of a customer outside the scope alike."""
    rows = customer_policies.scoped(
        Task.objects.filter(pk=task_id, source=OWN, ended_on__isnull=True), actor
    )
    found = todo_rows(rows, actor=actor, today=today)
    if not found:
        raise NotFound(_("There is no such task, or its customer is not in your scope."))
    return found[0]


def waiting_count(*, actor: Actor, today: date) -> int:
    """Return how many of the actor's own tasks are due today or overdue, for the menu."""
    return pressing_counts(actor=actor, today=today)[0] if actor.staff_id is not None else 0


def task_takers(*, actor: Actor, task_ids: Collection[int], today: date) -> list[tuple[str, str]]:
    """Return who may be given these tasks, as (id, name): who manages their customers, then the colleagues of the unit."""
    rows = customer_policies.scoped(Task.objects.filter(pk__in=task_ids), actor)
    found = list(rows.values_list("customer_id", "customer__org_id"))
    teams = customers.team_of(customer_ids={customer for customer, _org in found}, on=today)
    heads = organization.heads_above(org_ids={org for _customer, org in found}, on=today)
    people = dict.fromkeys(pk for group in (*teams.values(), *heads.values()) for pk in group)
    names = organization.staff_names(people)
    return [(str(pk), names[pk]) for pk in people if pk in names]


def is_task_visible(*, actor: Actor, task_id: int) -> bool:
    """Tell whether the actor may open it."""
    return customer_policies.scoped(Task.objects.filter(pk=task_id, source=OWN), actor).exists()


def task_label(*, actor: Actor, task_id: int) -> str:
    """Return what it is called, or nothing outside the scope."""
    rows = customer_policies.scoped(Task.objects.filter(pk=task_id, source=OWN), actor)
    return rows.values_list("title", flat=True).first() or ""


def todo_rows(rows: Iterable[Task], *, actor: Actor, today: date) -> list[Todo]:
    """Return the read models of one page; customers and people in one query each."""
    found = list(rows)
    if not found:
        return []
    now = clock.now()
    cards = customers.customer_rows_of(
        actor=actor, customer_ids={row.customer_id for row in found}, now=now
    )
    masker = customers.masker_of(actor)
    kinds, states = labels(TaskKind), labels(TaskState)
    return [
        Todo(
            id=row.pk,
            customer_id=row.customer_id,
            customer_name=card.name,
            customer_label=f"{card.name} {card.customer_no}",
            tier=card.tier,
            title=masker.free_text(row.title),
            detail=masker.free_text(row.detail),
            kind=row.kind,
            kind_label=kinds[row.kind],
            due_on=row.due_on,
            due_time=row.due_time,
            days_late=_days_late(row, today),
            state=row.state,
            state_label=states[row.state],
            is_open=row.state == TaskState.OPEN,
            assignee_id=row.assignee_id,
            assignee=row.assignee_name or row.assignee_no,
            waits_because=masker.free_text(row.waits_because),
            created_by=row.created_by_name,
            closed_at=row.closed_at,
            closing_note=masker.free_text(row.closing_note),
            about=ObjectRef(row.about_type, row.about_id) if row.about_id else None,
            version=row.version,
            is_series=row.source_key.startswith("series:"),
        )
        for row in found
        if (card := cards.get(row.customer_id)) is not None
    ]


def _days_late(row: Task, today: date) -> int:
    if not rules.is_overdue(row.state, due_on=row.due_on, today=today) or row.due_on is None:
        return 0
    return (today - row.due_on).days


def _due(due: str, today: date) -> Q:
    return {
        "LATE": Q(due_on__lt=today),
        "TODAY": Q(due_on__lte=today),
        "WEEK": Q(due_on__range=(today, date.fromordinal(today.toordinal() + 7))),
    }.get(due, Q())
