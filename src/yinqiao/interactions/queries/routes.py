"""The visits of a day in the order in which they are made."""

from dataclasses import dataclass
from datetime import date

from yinqiao.customers import queries as customers
from yinqiao.interactions import recurring
from yinqiao.interactions.choices import TaskKind
from yinqiao.interactions.queries.todos import Todo, due_between
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit with its place; `is_next_district` where another district begins."""

    task: Todo
    city: str
    district: str
    is_next_district: bool


def visit_route(*, actor: Actor, day: date, today: date) -> list[Visit]:
    """Return the actor's own open visits of a day, district by district; in a constant number of queries."""
    found = {
        one.id: one
        for one in due_between(actor=actor, first=day, last=day, today=today)
        if one.is_open and one.kind == TaskKind.VISIT
    }
    places = customers.districts_of(
        actor=actor, customer_ids={one.customer_id for one in found.values()}
    )
    stops = recurring.route(
        recurring.Stop(one.id, *places.get(one.customer_id, ("", "")), one.due_time)
        for one in found.values()
    )
    if stops:
        record_read(
            actor=actor,
            verb="interactions.tasks-listed",
            detail={"customers": sorted({one.customer_id for one in found.values()})},
        )
    before: tuple[str, str] | None = None
    shown = []
    for stop in stops:
        place = (stop.city, stop.district)
        shown.append(Visit(found[stop.task_id], *place, is_next_district=place != before))
        before = place
    return shown
