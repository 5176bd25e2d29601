"""What lists put on the workbench: a block, the lists whose deadline is near, and the deadlines of the month."""

from datetime import date, datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters
from yinqiao.platform.ui.desk import Block, Column, Mark, Todo, TodoAnswer
from yinqiao.sales.campaign_lists import parameters as keys
from yinqiao.sales.campaign_lists import policies, queries
from yinqiao.sales.campaign_lists.queries import ListToWork


def has_names(actor: Actor) -> bool:
    """Tell whether a list waits for the actor."""
    return bool(queries.lists_to_work(actor=actor))


BLOCKS: Final = (
    Block(
        "campaign-lists",
        gettext_noop("Names of lists"),
        "campaign_lists:block",
        policies.WORK,
        Column.LEFT,
        25,
        is_for=has_names,
    ),
)


def todos(actor: Actor, now: datetime, limit: int) -> TodoAnswer:
    """Return the lists whose deadline is near, one line each."""
    today = clock.bank_date(now)
    near = [one for one in _own(actor) if one.due_on <= remind_from(today)]
    return TodoAnswer(
        rows=[
            Todo(
                key=f"list-{one.id}",
                title=one.name,
                detail=_("{number} names to be called, until {day}").format(
                    number=one.open, day=one.due_on
                ),
                url=reverse("campaign_lists:names", args=[one.id]),
                due_on=one.due_on,
                icon="list-details",
            )
            for one in near[:limit]
        ],
        total=len(near),
        late=sum(one.due_on < today for one in near),
    )


def marks(actor: Actor, first: date, last: date) -> list[Mark]:
    """Return the deadlines of lists in the span."""
    return [
        Mark(one.due_on, one.name, reverse("campaign_lists:names", args=[one.id]))
        for one in _own(actor)
        if first <= one.due_on <= last
    ]


def remind_from(today: date) -> date:
    """Return the last deadline of which the managers are reminded now."""
    days = parameters.integer(keys.REMIND, on=today)
    return add_workdays(organization.calendar(), today, days)


def _own(actor: Actor) -> list[ListToWork]:
    return queries.lists_to_work(actor=actor) if actor.can(policies.WORK) else []
