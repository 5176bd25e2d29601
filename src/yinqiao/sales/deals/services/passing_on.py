"""Orders that are on the way go along when customers go to another manager, or wait in the pool of the unit: each as it stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import connection

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.sales.deals import policies, rules

_MOVE: Final = """
with chosen as (
    select o.id, m.taker_id, m.org_id from deals_order o
    join unnest(%(customers)s::bigint[], %(givers)s::bigint[], %(takers)s::bigint[], %(orgs)s::bigint[])
        as m (customer_id, giver_id, taker_id, org_id) on m.customer_id = o.customer_id
    where o.state = any(%(states)s) and o.owner_id is not distinct from nullif(m.giver_id, 0)
    order by o.number for update of o
)
update deals_order o set owner_id = nullif(chosen.taker_id, 0), org_id = coalesce(nullif(chosen.org_id, 0), o.org_id), version = o.version + 1
from chosen where o.id = chosen.id
returning o.id
"""


@use_case("deals.orders-passed-on", permission=policies.WORK)
def pass_on_orders(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    moves: Mapping[int, tuple[int | None, int | None, int | None]],
) -> int:
    """Let others answer for the orders of these customers that have not ended; return how many.

    `moves` says (giver, taker, unit) by customer: None is the pool, and the unit as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            {
                "customers": list(moves),
                "givers": [giver or 0 for giver, _taker, _org in moves.values()],
                "takers": [taker or 0 for _giver, taker, _org in moves.values()],
                "orgs": [org or 0 for _giver, _taker, org in moves.values()],
                "states": [state.value for state in rules.ON_THE_WAY],
            },
        )
        found = [pk for (pk,) in cursor.fetchall()]
    unit.audit(None, detail={"customers": len(moves), "orders": found})
    return len(found)
