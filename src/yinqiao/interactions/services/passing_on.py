"""Open tasks go along when customers go to another manager, or wait in the pool of the unit: each as it stands, with its day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection

from yinqiao.interactions import policies
from yinqiao.interactions.choices import TaskState
from yinqiao.interactions.queries.origins import OWN
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case

_FIND: Final = """
select t.id, m.taker_id from interactions_task t
join unnest(%(customers)s::bigint[], %(givers)s::bigint[], %(takers)s::bigint[]) as m (customer_id, giver_id, taker_id) on m.customer_id = t.customer_id
where t.source = %(own)s and t.state = %(open)s and t.ended_on is null and t.assignee_id is not distinct from nullif(m.giver_id, 0)
order by t.id for update of t
"""
_KEEP: Final = """
insert into interactions_history (table_name, row_id, customer_id, known_from, known_to, state, changed_by_id)
select 'interactions_task', t.id, t.customer_id, t.known_from, %(now)s, to_jsonb(t), %(by)s from interactions_task t where t.id = any(%(ids)s)
"""
_MOVE: Final = """
update interactions_task t set assignee_id = nullif(m.taker_id, 0), assignee_no = m.staff_no, assignee_name = m.name,
    known_from = %(now)s, version = t.version + 1
from unnest(%(ids)s::bigint[], %(takers)s::bigint[], %(numbers)s::text[], %(names)s::text[]) as m (id, taker_id, staff_no, name) where t.id = m.id
"""


@use_case("interactions.tasks-passed-on", permission=policies.WORK)
def pass_on_tasks(
    unit: Unit, *, actor: Actor, now: datetime, moves: Mapping[int, tuple[int | None, int | None]]
) -> int:
    """Give the open tasks of these customers from one to the other: `moves` says (giver, taker) by customer, None is the pool. Return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            _FIND,
            {
                "customers": list(moves),
                "givers": [giver or 0 for giver, _taker in moves.values()],
                "takers": [taker or 0 for _giver, taker in moves.values()],
                "own": OWN,
                "open": TaskState.OPEN.value,
            },
        )
        found: list[tuple[int, int]] = cursor.fetchall()
        if found:
            people = organization.people_of(
                staff_ids={taker for _pk, taker in found if taker}, on=clock.bank_date(now)
            )
            told: dict[str, Any] = {
                "ids": [pk for pk, _taker in found],
                "takers": [taker for _pk, taker in found],
                "numbers": [people[pk].staff_no if pk in people else "" for _task, pk in found],
                "names": [people[pk].name if pk in people else "" for _task, pk in found],
                "now": now,
                "by": actor.staff_id,
            }
            cursor.execute(_KEEP, told)
            cursor.execute(_MOVE, told)
    unit.audit(None, detail={"customers": len(moves), "tasks": [pk for pk, _taker in found]})
    return len(found)
