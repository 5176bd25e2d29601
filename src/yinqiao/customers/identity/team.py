"""The managers of a merged customer: from today on those of the side that was chosen, the other side's end (DOMAIN §2 管户).

At most one main manager at any moment, and shares that sum to 100, because one team as a whole manages. The past stays with the record
that was managed: performance counts by date.
"""

from typing import Final

from yinqiao.platform.db.moves import Change, Moving, Shape, Step

_MERGE: Final = (
    "select 1 from customers_merge m where m.id = p.merge_id and m.sides->>'team' = 'MEMBER'"
)
OF_MEMBER: Final = f"exists ({_MERGE})"
"""The member's managers go on."""
_LIVE: Final = "{t}.ended_on is null and ({t}.valid_to is null or {t}.valid_to > %(today)s)"
_OPEN: Final = _LIVE.format(t="t")
_CLOSED: Final = {
    "valid_to": "case when t.valid_from < %(today)s then %(today)s else t.valid_to end",
    "ended_on": "case when t.valid_from < %(today)s then t.ended_on else %(today)s end",
}
# Somebody was named since the merge: she stays, and those before her do not come back beside her.
_NAMED_SINCE: Final = (
    "(t.customer_id = l.survivor_id and exists (select 1 from customers_assignment s where s.customer_id = t.customer_id"
    f" and {_LIVE.format(t='s')} and not exists (select 1 from customers_merge_row r where r.merge_id = l.merge_id"
    " and r.table_name = 'customers_assignment' and r.row_id = s.id)))"
)
ASSIGNMENT: Final = Shape("customers_assignment", history="customers_history", holds=_NAMED_SINCE)
_MEMBER_HAS: Final = (
    "exists (select 1 from customers_assignment s where s.customer_id = p.member_id and "
    f"{_LIVE.format(t='s')})"
)


class _Continue:
    """Let the managers of the member manage the survivor from today on."""

    shape = ASSIGNMENT

    def run(self, moving: Moving, participant: str) -> int:
        """Write and log; return the rows written."""
        return moving.execute(_CONTINUE, participant=participant) if moving.pairs else 0


# The rows to go on with are those that the step before ended: they stand in the log of this run.
_CONTINUE: Final = """
with pairs as (
    select * from unnest(%(merges)s::bigint[], %(members)s::bigint[], %(survivors)s::bigint[]) as p (merge_id, member_id, survivor_id)
),
added as (
    insert into customers_assignment
        (source, source_key, source_digest, known_from, version, staff_id, role, share, valid_from, valid_to, customer_id)
    select 'CRM', 'merge-' || p.merge_id || '-' || t.id || '-' || t.version, 0, %(now)s, 1, t.staff_id, t.role, t.share, %(today)s,
        (l.before->>'valid_to')::date, p.survivor_id
    from pairs p join customers_merge m on m.id = p.merge_id and m.sides->>'team' = 'MEMBER'
    join customers_merge_row l on l.merge_id = p.merge_id and l.table_name = 'customers_assignment' and l.at = %(now)s
    join customers_assignment t on t.id = l.row_id and t.customer_id = p.member_id
    on conflict (source, source_key) do nothing
    returning id, customer_id
)
insert into customers_merge_row (merge_id, survivor_id, participant, table_name, row_id, act, before, after, at)
select p.merge_id, p.survivor_id, %(participant)s, 'customers_assignment', a.id, 'ADDED', '{}'::jsonb, '{}'::jsonb, %(now)s
from added a join pairs p on p.survivor_id = a.customer_id
"""
STEPS: Final[tuple[Step, ...]] = (
    Change(
        ASSIGNMENT,
        chosen=f"t.customer_id = p.survivor_id and {_OPEN} and {OF_MEMBER} and (%(batch)s::bigint is null or {_MEMBER_HAS})",
        changes=_CLOSED,
    ),
    Change(ASSIGNMENT, chosen=f"t.customer_id = p.member_id and {_OPEN}", changes=_CLOSED),
    _Continue(),
)
