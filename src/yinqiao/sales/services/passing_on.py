"""Open opportunities go along when customers go to another manager, or wait in the pool of the unit: their clocks run on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import connection

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.sales import policies
from yinqiao.sales.choices import Act
from yinqiao.sales.models import Step

# What went up to a supervisor goes up to that of the new owner; the pool is watched by whom it went up to.
_MOVE: Final = """
with chosen as (
    select o.id, m.taker_id, m.org_id from sales_opportunity o
    join unnest(%(customers)s::bigint[], %(givers)s::bigint[], %(takers)s::bigint[], %(orgs)s::bigint[])
        as m (customer_id, giver_id, taker_id, org_id) on m.customer_id = o.customer_id
    where o.closed_at is null and o.owner_id is not distinct from nullif(m.giver_id, 0)
    order by o.id for update of o
),
above as (select * from unnest(%(people)s::bigint[], %(heads)s::bigint[]) as h (staff_id, head_id))
update sales_opportunity o set owner_id = nullif(chosen.taker_id, 0), org_id = coalesce(nullif(chosen.org_id, 0), o.org_id), version = o.version + 1,
    escalated_to_id = case when o.escalated_at is null then o.escalated_to_id else coalesce(above.head_id, o.escalated_to_id) end
from chosen left join above on above.staff_id = chosen.taker_id where o.id = chosen.id
returning o.id, o.customer_id, o.state, o.stage_id, chosen.taker_id
"""


@use_case("sales.opportunities-passed-on", permission=policies.WORK)
def pass_on_opportunities(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    moves: Mapping[int, tuple[int | None, int | None, int | None]],
) -> int:
    """Give the open opportunities of these customers from one to the other; return how many.

    `moves` says (giver, taker, unit) by customer: None is the pool, and the unit as it is. When each was last touched, its deadline and how far
    it went up stay as they are.
    """
    takers = {taker for _giver, taker, _org in moves.values() if taker}
    today = clock.bank_date(now)
    names = organization.staff_names(takers)
    heads = organization.supervisors_of(staff_ids=takers, on=today)
    with connection.cursor() as cursor:
        cursor.execute(
            _MOVE,
            {
                "customers": list(moves),
                "givers": [giver or 0 for giver, _taker, _org in moves.values()],
                "takers": [taker or 0 for _giver, taker, _org in moves.values()],
                "orgs": [org or 0 for _giver, _taker, org in moves.values()],
                "people": list(heads),
                "heads": list(heads.values()),
            },
        )
        found = cursor.fetchall()
    Step.objects.bulk_create(
        Step(
            opportunity_id=pk,
            customer_id=customer_id,
            at=now,
            act=Act.HANDED_OVER,
            state=state,
            staff_id=actor.staff_id,
            staff_name=actor.name,
            note=names.get(taker, ""),
            stage_id=stage_id,
        )
        for pk, customer_id, state, stage_id, taker in found
    )
    unit.audit(
        None, detail={"customers": len(moves), "opportunities": [pk for pk, *_rest in found]}
    )
    return len(found)
