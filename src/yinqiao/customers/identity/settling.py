"""After a batch: what it brought under a merged number lands at the record that answers for it (contract 10)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from django.db import transaction

from yinqiao.customers import overview
from yinqiao.platform import clock
from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Moving, Pair
from yinqiao.platform.imports.ports import Batch

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

AT_A_TIME: Final = 500
_STANDING: Final = (
    "select m.id, m.member_id, m.survivor_id from customers_merge m join customers_merged x on x.merge_id = m.id"
    " where m.state = 'DONE' order by m.id"
)


def settle_batch(
    batch: Batch, connection: "BaseDatabaseWrapper", *, everything: bool = False
) -> int:
    """Move what came for merged numbers, in short transactions; return the merges looked at. Safe to run again."""
    del everything  # Every standing merge is looked at in any case: they are few, and found by their customers' ids.
    now = clock.now()
    looked = 0
    for pairs in _waves(connection):
        moving = Moving(connection, pairs, now, clock.bank_date(now), batch_id=batch.id)
        with transaction.atomic(using=connection.alias):
            for participant in moves.in_order():
                participant.move(moving)
            overview.refresh_customers(connection, [pair.survivor_id for pair in pairs])
        looked += len(pairs)
    return looked


def _waves(connection: "BaseDatabaseWrapper") -> Iterator[list[Pair]]:
    """Yield the standing merges in pieces; those into one record one after another, and before it goes further itself."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        pairs = [Pair(*map(int, row)) for row in cursor.fetchall()]
    ready: dict[int, int] = defaultdict(int)
    waves: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        wave = max(ready[pair.member_id], ready[pair.survivor_id])
        waves[wave].append(pair)
        ready[pair.survivor_id] = wave + 1
    for wave in sorted(waves):
        for first in range(0, len(waves[wave]), AT_A_TIME):
            yield waves[wave][first : first + AT_A_TIME]
