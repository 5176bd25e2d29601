"""What the interactions room puts on offer."""

from pathlib import Path

from yinqiao.compliance import queries as compliance
from yinqiao.interactions import (
    calls,
    desks,
    erasing,
    exports,
    handlers,
    importing,
    merging,
    parameters,
    policies,
    queries,
    rule_book,
    services,
    unit_mergers,
)
from yinqiao.interactions.greetings import registration as greetings
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import trials
from yinqiao.platform.ui import desk, next_steps, ports
from yinqiao.platform.ui import help as words


def _waiting(actor: Actor) -> int | None:
    return queries.waiting_count(actor=actor, today=clock.bank_date(clock.now())) or None


def _label(actor: Actor, task_id: int) -> str:
    return queries.task_label(actor=actor, task_id=task_id)


def _visible(actor: Actor, task_id: int) -> bool:
    return queries.is_task_visible(actor=actor, task_id=task_id)


compliance.errands.add("interactions", queries.errands)
registry.datasets.add("interactions.contact", exports.contacts)
registry.datasets.add("interactions.logged", exports.logged)
registry.permissions.add(
    policies.VIEW_TIMELINE, "See contact history and notes of customers in scope"
)
registry.permissions.add(policies.VIEW_TASKS, "See tasks about customers in scope")
registry.permissions.add(policies.LOG, "Log contacts with customers in scope")
registry.permissions.add(
    policies.WRITE_NOTE, "Write notes about customers in scope and call colleagues to them"
)
registry.permissions.add(policies.LOG_COUNTER_VISIT, "Log a visit at the counter with its checks")
registry.audit_verbs.add("interactions.timeline-opened", policies.VIEW_TIMELINE)
registry.permissions.add(policies.WORK, "Work on tasks about customers in scope")
registry.panels.add(
    "interactions-counter",
    registry.Panel(
        "interactions-counter",
        "counter.action",
        "Verify and note the visit",
        "interactions:counter-visit",
        policies.LOG_COUNTER_VISIT,
        order=10,
    ),
)
registry.panels.add(
    "interactions-timeline",
    registry.Panel(
        "interactions-timeline",
        "customer.tab",
        "Timeline",
        "interactions:timeline",
        policies.VIEW_TIMELINE,
        order=35,
        travels=True,
    ),
)
registry.panels.add(
    "interactions-story",
    registry.Panel(
        "interactions-story",
        "customer.story",
        "Timeline",
        "interactions:story",
        policies.VIEW_TIMELINE,
        order=5,
        travels=True,
    ),
)
registry.panels.add(
    "interactions-tasks",
    registry.Panel(
        "interactions-tasks",
        "customer.tab",
        "Tasks",
        "interactions:tasks",
        policies.VIEW_TASKS,
        order=70,
        travels=True,
    ),
)
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.cannot((_parameter.key for _parameter in parameters.PARAMETERS), trials.AHEAD)
book.add(*rule_book.RULES)
unit_mergers.offer()
book.add_technical(rule_book.TECHNICAL)
for _verb in ("calendar-sent", "tasks-listed", "task-read"):
    registry.audit_verbs.add(f"interactions.{_verb}", policies.VIEW_TASKS)
registry.object_types.add(
    "interactions.task",
    registry.ObjectType("interactions.task", "Task", "interactions:task", _label, _visible),
)
registry.menu.add(
    "tasks",
    registry.MenuItem(
        "tasks",
        "Tasks and calendar",
        "interactions:task-list",
        "checklist",
        policies.WORK,
        order=35,
        count=_waiting,
    ),
)
registry.panels.add(
    "interactions.bar",
    registry.Panel(
        "interactions.bar",
        "customer.contact",
        "Reach the customer",
        "interactions:bar",
        policies.LOG,
    ),
)
ports.new_items.add(
    "follow-up",
    ports.NewItem(
        "follow-up",
        "Log a follow-up",
        "interactions:follow-up",
        "note",
        policies.LOG,
        letter="n",
        is_dialog=True,
    ),
)
desk.todos.add("interactions", desks.todos)
desk.agenda.add("interactions", desks.marks)
desk.actions.add(
    "follow-up",
    desk.DeskAction("follow-up", "Log a follow-up", "interactions:follow-up", "note", policies.LOG),
)
words.written(Path(__file__).parent)
next_steps.sources.add("tasks", next_steps.StepSource(policies.VIEW_TASKS, queries.tasks_waiting))
__all__ = ["greetings", "handlers", "services"]
ports.notices.add("interactions.notes", calls.notices)
ports.notice_kinds.add(
    "interactions.notes",
    ports.NoticeKind("interactions.notes", "Notes that call me (@)", policies.VIEW_TIMELINE),
)
merging.offer()
erasing.offer()
