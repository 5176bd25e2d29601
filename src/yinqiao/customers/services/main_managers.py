"""Move customers from one main manager to another, or into the pool of their unit, many at once (管户调整, DOMAIN §2).

Periods are closed and begun, never rewritten: what was true of a day stays true of it, and shares are told by the day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.db.models import Q, QuerySet

from yinqiao.customers import policies, rules
from yinqiao.customers.choices import AssignmentRole
from yinqiao.customers.models import Assignment
from yinqiao.customers.shares_left import Part, shares_left
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef

TYPE: Final = "customers.customer"
_ONE_DAY: Final = timedelta(days=1)

# Whoever began on the very day is moved on the next one: a period has at least a day.
_LOCK: Final = """
select c.id, c.main_rm_id, c.org_id
from customers_customer c join unnest(%(ids)s::bigint[], %(givers)s::bigint[]) as asked (customer_id, giver_id) on asked.customer_id = c.id
where c.ended_on is null and c.main_rm_id is not distinct from nullif(asked.giver_id, 0)
    and not exists (
        select 1 from customers_assignment b
        where b.customer_id = c.id and b.role = 'MAIN' and b.ended_on is null and b.valid_from = %(day)s and %(begins)s
    )
order by c.id for update of c
"""
_KEEP: Final = """
insert into customers_history (table_name, row_id, customer_id, known_from, known_to, state, changed_by_id)
select '{table}', t.id, t.{column}, t.known_from, %(now)s, to_jsonb(t), %(by)s from {table} t where t.id = any(%(rows)s) and t.known_from < %(now)s
"""
_CLOSE: Final = """
update customers_assignment a set known_from = %(now)s, version = version + 1,
    valid_to = case when a.valid_from > %(day)s then a.valid_to else greatest(c.day, a.valid_from + 1) end,
    ended_on = case when a.valid_from > %(day)s then %(day)s else a.ended_on end
from unnest(%(rows)s::bigint[], %(days)s::date[]) as c (id, day) where c.id = a.id
"""
_RAISE: Final = """
update customers_assignment a set share = a.share + r.share, known_from = %(now)s, version = version + 1
from unnest(%(rows)s::bigint[], %(shares)s::numeric[]) as r (id, share) where r.id = a.id
"""
_MOVE: Final = """
update customers_customer c set main_rm_id = nullif(m.taker_id, 0), org_id = m.org_id, known_from = %(now)s, version = c.version + 1
from unnest(%(ids)s::bigint[], %(takers)s::bigint[], %(orgs)s::bigint[]) as m (customer_id, taker_id, org_id) where c.id = m.customer_id
"""
_LIST: Final = """
update customers_overview o set main_rm_id = nullif(m.taker_id, 0), org_id = m.org_id
from unnest(%(ids)s::bigint[], %(takers)s::bigint[], %(orgs)s::bigint[]) as m (customer_id, taker_id, org_id) where o.customer_id = m.customer_id
"""


@dataclass(frozen=True, slots=True)
class MainMove:
    """One customer from `giver_id` (None: the pool) to `taker_id` (None: into the pool); `org_id` is the unit that keeps her from then on (None: as now)."""

    customer_id: int
    giver_id: int | None
    taker_id: int | None
    org_id: int | None = None


@use_case("customers.main-manager-changed", permission=policies.ASSIGN)
def move_mains(
    unit: Unit, *, actor: Actor, now: datetime, moves: Sequence[MainMove], on: date, reason: str
) -> frozenset[int]:
    """Let the main managers change from `on` on; return the customers for whom they did.

    Left as she is: whoever is managed by somebody else by now, has ended, or was moved on that very day. A new main manager who assisted so
    far does so no longer; her share is what the others who assist leave of the whole.
    """
    by_customer = {move.customer_id: move for move in moves}
    locked = _locked(list(by_customer.values()), on=on)
    found = [by_customer[pk] for pk in locked]
    if not found:
        unit.audit(None, detail={"asked": len(moves), "moved": 0})
        return frozenset()
    _close(found, actor=actor, now=now, on=on)
    _begin(found, now=now, on=on)
    _write_down(found, locked, actor=actor, now=now)
    for move in found:
        unit.audit(
            ObjectRef(TYPE, move.customer_id),
            old={"main_rm_id": move.giver_id},
            new={"main_rm_id": move.taker_id, "on": on},
            reason=reason,
            customer_id=move.customer_id,
        )
    return frozenset(locked)


@use_case("customers.assistants-released", permission=policies.ASSIGN)
def release_assistant(
    unit: Unit, *, actor: Actor, now: datetime, staff_id: int, on: date, limit: int
) -> int:
    """Let somebody assist no more; the main managers have her share from `on` on, or from the day after where one of the two began that day.

    At most `limit` customers; return how many.
    """
    rows = list(
        _current(on)
        .filter(staff_id=staff_id, role=AssignmentRole.ASSIST)
        .exclude(valid_to=on + _ONE_DAY)
        .order_by("customer_id")
        .select_for_update()[:limit]
    )
    if not rows:
        unit.audit(None, detail={"staff_id": staff_id, "released": 0})
        return 0
    mains = {
        row.customer_id: row
        for row in _current(on)
        .filter(
            customer_id__in=[row.customer_id for row in rows],
            role=AssignmentRole.MAIN,
            valid_from__lte=on,
        )
        .select_for_update()
    }
    _hand_share(rows, mains, actor=actor, now=now, on=on)
    for row in rows:
        unit.audit(
            ObjectRef(TYPE, row.customer_id),
            old={"assistant_id": staff_id},
            new={"assistant_id": None, "on": on},
            customer_id=row.customer_id,
        )
    return len(rows)


def _hand_share(
    rows: Sequence[Assignment],
    mains: Mapping[int, Assignment],
    *,
    actor: Actor,
    now: datetime,
    on: date,
) -> None:
    ending: dict[int, date] = {}
    begun: list[Assignment] = []
    for row in rows:
        main = mains.get(row.customer_id)
        began = max(row.valid_from, main.valid_from if main else row.valid_from)
        day = on if began < on else began + _ONE_DAY
        ending[row.pk] = day
        if main is not None and row.share and (main.valid_to is None or main.valid_to > day):
            ending[main.pk] = day
            share, until = main.share + row.share, main.valid_to
            begun.append(_row(row.customer_id, main.staff_id, share, now=now, on=day, until=until))
    _shut(ending, actor=actor, now=now, on=on)
    _raise_later(rows, actor=actor, now=now, on=on)
    Assignment.objects.bulk_create(begun)


def _raise_later(rows: Sequence[Assignment], *, actor: Actor, now: datetime, on: date) -> None:
    """Let the main periods that begin later have the share as well, as far as it would have been another's then."""
    by_customer = {row.customer_id: row for row in rows if row.share}
    later = [
        main
        for main in _current(on)
        .filter(customer_id__in=by_customer, role=AssignmentRole.MAIN, valid_from__gt=on)
        .order_by("pk")
        .select_for_update()
        if (end := by_customer[main.customer_id].valid_to) is None or end > main.valid_from
    ]
    told: dict[str, Any] = {
        "rows": [main.pk for main in later],
        "shares": [by_customer[main.customer_id].share for main in later],
        "now": now,
        "by": actor.staff_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP.format(table="customers_assignment", column="customer_id"), told)
        cursor.execute(_RAISE, told)


def _locked(moves: Sequence[MainMove], *, on: date) -> dict[int, int]:
    """Lock the customers that may be moved, in their order; return the unit of each."""
    with connection.cursor() as cursor:
        cursor.execute(
            _LOCK,
            {
                "ids": [move.customer_id for move in moves],
                "givers": [move.giver_id or 0 for move in moves],
                "day": on,
                "begins": any(move.taker_id is not None for move in moves),
            },
        )
        return {pk: org_id for pk, _main, org_id in cursor.fetchall()}


def _current(on: date) -> QuerySet[Assignment]:
    return Assignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), ended_on__isnull=True
    )


def _close(found: Sequence[MainMove], *, actor: Actor, now: datetime, on: date) -> None:
    """End the main periods that run, those of the same manager that would begin later, and those in which a new main manager assisted."""
    moves = {move.customer_id: move for move in found}
    ending = [
        row.pk
        for row in _current(on).filter(customer_id__in=moves)
        if (move := moves[row.customer_id])
        and (
            (row.role == AssignmentRole.MAIN and (row.valid_from <= on or row.staff_id == move.giver_id))
            or (row.role == AssignmentRole.ASSIST and row.staff_id == move.taker_id)
        )
    ]  # fmt: skip
    _shut(dict.fromkeys(ending, on), actor=actor, now=now, on=on)


def _shut(ending: Mapping[int, date], *, actor: Actor, now: datetime, on: date) -> None:
    told: dict[str, Any] = {
        "rows": list(ending),
        "days": list(ending.values()),
        "now": now,
        "by": actor.staff_id,
        "day": on,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP.format(table="customers_assignment", column="customer_id"), told)
        cursor.execute(_CLOSE, told)


def _begin(found: Sequence[MainMove], *, now: datetime, on: date) -> None:
    takers = {move.customer_id: move.taker_id for move in found if move.taker_id is not None}
    others: dict[int, list[Part]] = {}
    ahead: dict[int, date] = {}
    rows = _current(on).filter(customer_id__in=takers)
    for customer_id, role, share, first, end in rows.values_list(
        "customer_id", "role", "share", "valid_from", "valid_to"
    ):
        if role == AssignmentRole.ASSIST:
            others.setdefault(customer_id, []).append((first, end, share))
        elif role == AssignmentRole.MAIN and first > on:
            ahead[customer_id] = min(first, ahead.get(customer_id, first))
    Assignment.objects.bulk_create(
        _row(customer_id, taker_id, share, now=now, on=first, until=end)
        for customer_id, taker_id in takers.items()
        for first, end, share in shares_left(
            others.get(customer_id, ()), first=on, end=ahead.get(customer_id)
        )
    )


def _row(
    customer_id: int, staff_id: int, share: Decimal, *, now: datetime, on: date, until: date | None
) -> Assignment:
    return Assignment(
        customer_id=customer_id,
        staff_id=staff_id,
        role=AssignmentRole.MAIN,
        share=share,
        valid_from=on,
        valid_to=until,
        source=rules.CRM,
        source_key=f"main:{customer_id}:{staff_id}:{on.isoformat()}",
        known_from=now,
    )


def _write_down(
    found: Sequence[MainMove], orgs: dict[int, int], *, actor: Actor, now: datetime
) -> None:
    told: dict[str, Any] = {
        "rows": [move.customer_id for move in found],
        "ids": [move.customer_id for move in found],
        "takers": [move.taker_id or 0 for move in found],
        "orgs": [move.org_id or orgs[move.customer_id] for move in found],
        "now": now,
        "by": actor.staff_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP.format(table="customers_customer", column="id"), told)
        cursor.execute(_MOVE, told)
        cursor.execute(_LIST, told)
