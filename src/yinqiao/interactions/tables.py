"""Columns of the list of tasks."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yinqiao.customers import policies as customer_policies
from yinqiao.interactions import policies
from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.queries import Todo
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import times
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.table import Action, BulkAction, Column, Kind, Phone, Table, Tag

_detail = by_id("interactions:task")
BULK = (
    BulkAction(
        gettext_lazy("Done together"), "interactions:done-together", policies.WORK, "circle-check"
    ),
    BulkAction(
        gettext_lazy("Another day"), "interactions:put-offs-together", policies.WORK, "clock-pause"
    ),
    BulkAction(
        gettext_lazy("Hand over"),
        "interactions:hand-overs-together",
        policies.WORK,
        "arrows-exchange",
    ),
)


def due_tag(row: Todo) -> Tag:
    """Return the day: red and with the days when it is missed."""
    if row.due_on is None:
        return Tag("—", "")
    text = times.day(row.due_on)
    if row.due_time is not None:
        text = f"{text} {row.due_time:%H:%M}"
    if not row.days_late:
        return Tag(text, "o")
    late = ngettext("{day}, {days} day late", "{day}, {days} days late", row.days_late)
    return Tag(late.format(day=text, days=row.days_late), "d", "alert-circle")


def state_tag(row: Todo) -> Tag:
    """Return the state as icon and word."""
    tones = {TaskState.OPEN: ("w", "clock"), TaskState.DONE: ("ok", "circle-check")}
    tone, icon = tones.get(TaskState(row.state), ("", "circle-minus"))
    return Tag(row.state_label, tone, icon)


def task_table(actor: Actor) -> Table[Todo]:
    """Return the columns for one actor; whose it is only where that differs."""
    columns: list[Column[Todo]] = [
        Column("customer_name", gettext_lazy("Customer"), link=_url, phone=Phone.NAME),
        Column("title", gettext_lazy("Task"), is_wide=True, phone=Phone.REASON),
        Column("kind_label", gettext_lazy("Kind")),
        Column("due_on", gettext_lazy("Due day"), kind=Kind.TAG, value=due_tag, sort="due_on"),
        Column("state", gettext_lazy("State"), kind=Kind.TAG, value=state_tag),
    ]
    if not customer_policies.owns_all(actor):
        columns.append(Column("assignee", gettext_lazy("In charge"), value=_whose))
    columns.append(Column("act", "", kind=Kind.ACTION, value=_action, phone=Phone.ACTION))
    return Table(
        key="tasks", columns=tuple(columns), row_id=lambda row: row.id, row_url=_url, bulk=BULK
    )


def _url(row: Todo) -> str:
    return _detail(row.id)


def _whose(row: Todo) -> str:
    return row.assignee or _("In the pool")


def _action(row: Todo) -> Action:
    return Action(
        _("Do it") if row.is_open else _("View"), _url(row), tone="a" if row.is_open else ""
    )
