"""Open names go along when customers go to another manager; who leaves leaves hers to the pools of the units."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import connection

from yinqiao.access import services as access
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef

# A name that was dealt to somebody beside the main manager stays with whom it was dealt to.
_MOVE: Final = """
with chosen as (
    select e.id, m.taker_id, m.org_id from campaign_lists_entry e
    join unnest(%(customers)s::bigint[], %(givers)s::bigint[], %(takers)s::bigint[], %(orgs)s::bigint[])
        as m (customer_id, giver_id, taker_id, org_id) on m.customer_id = e.customer_id
    where e.standing = 'OPEN' and e.owner_id = m.giver_id
    order by e.id for update of e
)
update campaign_lists_entry e set owner_id = nullif(c.taker_id, 0), org_id = coalesce(nullif(c.org_id, 0), e.org_id), version = e.version + 1,
    standing = case when c.taker_id = 0 then 'POOL' else 'OPEN' end,
    given_at = case when c.taker_id = 0 then null else %(now)s::timestamptz end
from chosen c where e.id = c.id
returning e.id
"""
# What nobody works yet is dealt out by the head of the unit that keeps the customer now.
_FOLLOW: Final = """
update campaign_lists_entry e set org_id = m.org_id, version = e.version + 1
from unnest(%(customers)s::bigint[], %(orgs)s::bigint[]) as m (customer_id, org_id)
where m.customer_id = e.customer_id and m.org_id <> 0 and e.org_id <> m.org_id and e.standing in ('POOL', 'RETURNED')
"""
_RELEASE: Final = """
update campaign_lists_entry e set owner_id = null, standing = 'POOL', given_at = null, grant_id = null, version = e.version + 1
from (select id, grant_id from campaign_lists_entry where standing = 'OPEN' and owner_id = %(staff)s order by id for update) as was
where e.id = was.id returning e.id, was.grant_id
"""


@use_case("campaign_lists.names-passed-on", permission=None)
def pass_on_names(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    moves: Mapping[int, tuple[int | None, int | None, int | None]],
) -> int:
    """Give the open names of these customers from one to the other; return how many. The caller has checked who may.

    `moves` says (giver, taker, unit) by customer: a taker of None is the pool, a unit of None the unit as it is.
    """
    told: dict[str, Any] = {
        "customers": list(moves),
        "givers": [giver or 0 for giver, _taker, _org in moves.values()],
        "takers": [taker or 0 for _giver, taker, _org in moves.values()],
        "orgs": [org or 0 for _giver, _taker, org in moves.values()],
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, told)
        found = [pk for (pk,) in cursor.fetchall()]
        cursor.execute(_FOLLOW, told)
    unit.audit(None, detail={"customers": len(moves), "names": found})
    return len(found)


@use_case("campaign_lists.names-released", permission=None)
def release_names(unit: Unit, *, actor: Actor, now: datetime, staff_id: int) -> int:
    """Put all open names of somebody who is gone into the pools, with the end of her sights; return how many. Again, nothing is left."""
    with connection.cursor() as cursor:
        cursor.execute(_RELEASE, {"staff": staff_id})
        found = cursor.fetchall()
    access.revoke_for_work(now=now, grant_ids=[grant for _pk, grant in found if grant is not None])
    unit.audit(
        ObjectRef("organization.staff", staff_id), detail={"names": [pk for pk, _grant in found]}
    )
    return len(found)
