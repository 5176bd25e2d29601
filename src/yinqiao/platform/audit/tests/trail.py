"""A trail to test on: actors, one use case, entries as they come from many transactions."""

import time
from datetime import UTC, datetime

from django.db import connections, transaction

from yinqiao.platform.actor import Actor, ActorKind
from yinqiao.platform.audit import Unit, entries, sealing, use_case, verification
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.jobs.models import Effect

NOW = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
EDIT = "audit.test_edit"


def make_actor(
    *, staff_id: int = 7, permissions: frozenset[str] = frozenset({EDIT}), name: str = "林婉清"
) -> Actor:
    return Actor(
        kind=ActorKind.PERSON,
        staff_id=staff_id,
        user_id=staff_id,
        staff_no=f"S{staff_id:04d}",
        name=name,
        roles=("relationship_manager",),
        permissions=permissions,
        ip="10.18.6.27",
        session_key="login:1",
        request_id="req-00000001",
    )


@use_case("audit.test-done", permission=EDIT)
def write_something(
    unit: Unit, *, actor: Actor, now: datetime, key: str, fails: bool = False
) -> None:
    """Write a row beside the audit row, so that both can be looked for."""
    Effect.objects.create(key=key, done_at=now)
    unit.audit(
        ObjectRef("customers.customer", 42), old={"key": None}, new={"key": key}, reason="a test"
    )
    if fails:
        message = "after the audit call, before the commit"
        raise ZeroDivisionError(message)


def append(
    count: int, *, verb: str = "audit.test-read", per_transaction: int = 1, now: datetime = NOW
) -> None:
    """Commit `count` entries, `per_transaction` at a time."""
    for start in range(0, count, per_transaction):
        size = min(per_transaction, count - start)
        found = [
            entries.Entry(
                verb=verb, ref=ObjectRef("customers.customer", start + i), detail={"n": start + i}
            )
            for i in range(size)
        ]
        with transaction.atomic():
            entries.append(make_actor(), found, now=now)


_FREE = "select coalesce(max(txid), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint from audit_entry"


def seal_all(*, now: datetime = NOW, patience: float = 20) -> int:
    """Seal until nothing waits, all at once: one anchor.

    Any transaction of the whole server (an ANALYZE, another worker's test) holds the sealer back for a moment: a part of the rows would be sealed,
    and anchored, by itself.
    """
    total = 0
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if not fetch(_FREE)[0][0]:
            time.sleep(0.02)
            continue
        total += sealing.seal_pending(now=now)
        if verification.waiting() == 0:
            return total
        time.sleep(0.02)
    message = "rows are still waiting for the seal"
    raise TimeoutError(message)


def execute(sql: str, *values: object, using: str = "owner") -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def fetch(sql: str, *values: object, using: str = "owner") -> list[tuple[object, ...]]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
