"""The sealer: numbers audit rows without gaps once no running transaction can still add an older one, and chains them.

Runs under a role of its own that may insert seals and do nothing else.
"""

from datetime import datetime

from django.db import connections, transaction

from yinqiao.platform.audit import anchors, chain

SEALER = "sealer"
_LOCK = 7_402_111
_HEAD = "select seq, head, entry_txid, entry_id from audit_seal order by seq desc limit 1"
_PENDING = (
    f"select id, txid, {chain.CANONICAL} from audit_entry"  # noqa: S608 - fixed columns
    " where (txid, id) > (%s, %s) and txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint order by txid, id limit %s"
)
_SEAL = "copy audit_seal (seq, entry_id, entry_txid, row_digest, head, sealed_at) from stdin"


def seal_pending(*, now: datetime, limit: int = 20_000, using: str = SEALER) -> int:
    """Seal up to `limit` rows, anchor the new head, and return how many were sealed; 0 when another sealer is at work."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", (_LOCK,))
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_HEAD)
        seq, head, txid, entry_id = cursor.fetchone() or (0, chain.GENESIS, 0, 0)
        head = bytes(head)
        _anchor_what_a_crash_left(seq, head, now=now)
        cursor.execute(_PENDING, (txid, entry_id, limit))
        rows = []
        for row_id, row_txid, text in cursor.fetchall():
            seq += 1
            digest = chain.row_digest(text)
            head = chain.next_head(head, seq, digest)
            rows.append((seq, row_id, row_txid, digest, head, now))
        if not rows:
            return 0
        with cursor.copy(_SEAL) as copy:
            for row in rows:
                copy.write_row(row)
    anchors.append(seq, head, now=now)
    return len(rows)


def _anchor_what_a_crash_left(seq: int, head: bytes, *, now: datetime) -> None:
    """Anchor the present head if the sealer died between its commit and its anchor; a chain behind its anchor is left as it is."""
    last = anchors.last_seq()
    if last < seq:
        anchors.append(seq, head, now=now)
