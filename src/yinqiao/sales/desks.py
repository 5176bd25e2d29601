"""What sales puts on the workbench: its blocks, the opportunities that cannot wait, and the deadlines of the month."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.addresses import by_id
from yinqiao.platform.ui.desk import Block, Column, Mark, Todo, TodoAnswer
from yinqiao.sales import policies, queries
from yinqiao.sales.queries import Pressing

BLOCKS: Final = (
    Block(
        "brief",
        gettext_noop("Morning brief"),
        "sales:brief-block",
        policies.VIEW,
        Column.TOP,
        5,
        is_for=queries.has_brief,
    ),
    Block("kpis", gettext_noop("My month"), "sales:kpis-block", policies.VIEW, Column.TOP, 10),
    Block(
        "feed",
        gettext_noop("Opportunities of the day"),
        "sales:feed-block",
        policies.VIEW,
        Column.MIDDLE,
        10,
        is_for=policies.has_book,
    ),
    Block(
        "calls",
        gettext_noop("Calls of the day"),
        "sales:calls-block",
        policies.WORK,
        Column.LEFT,
        20,
        is_for=policies.has_book,
    ),
    Block("team", gettext_noop("My team"), "sales:team-block", policies.LEAD, Column.LEFT, 15),
    Block(
        "watch",
        gettext_noop("To be watched"),
        "sales:watch-block",
        policies.LEAD,
        Column.MIDDLE,
        10,
    ),
)
NOTHING: Final = TodoAnswer((), 0)
_OPPORTUNITY: Final = by_id("sales:detail")
_LATER: Final = by_id("sales:later")
_CUSTOMER: Final = by_id("customers:detail")


def todos(actor: Actor, now: datetime, limit: int) -> TodoAnswer:
    """Return the opportunities that the actor must act on today."""
    if not actor.can(policies.WORK):
        return NOTHING
    found = queries.pressing(actor=actor, now=now, limit=limit)
    queries.record_feed(actor=actor, rows=[one.row for one in found.rows])
    return TodoAnswer(
        rows=[_todo(one, actor) for one in found.rows],
        total=found.total,
        late=found.late,
        going_up=found.going_up,
    )


def marks(actor: Actor, first: date, last: date) -> list[Mark]:
    """Return the deadlines of the actor's own opportunities in the span."""
    if not actor.can(policies.VIEW):
        return []
    rows = queries.due_between(actor=actor, first=first, last=last, now=clock.now())
    queries.record_feed(actor=actor, rows=rows)
    return [
        Mark(row.due_on, f"{row.customer_name} · {row.title}", _OPPORTUNITY(row.id)) for row in rows
    ]


def _todo(one: Pressing, actor: Actor) -> Todo:
    row = one.row
    # What went up to somebody is with her; of one that went up from a subordinate it says whose it is.
    is_others = row.owner_id != actor.staff_id
    return Todo(
        key=f"opportunity-{row.id}",
        title=row.title,
        detail=row.reason
        if not is_others
        else f"{row.owner_name or _('In the pool')} · {row.reason}",
        url=_OPPORTUNITY(row.id),
        due_on=row.due_on,
        icon="target-arrow",
        customer=row.customer_name,
        customer_url=_CUSTOMER(row.customer_id),
        tier=row.tier,
        happens_on=row.happens_on,
        goes_up_on=one.goes_up_on,
        is_up=row.escalated_at is not None and row.touched_at <= row.escalated_at,
        up_to=row.escalated_to or one.goes_to,
        later_url=_LATER(row.id),
    )
