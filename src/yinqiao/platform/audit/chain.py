"""The chain: what a row's digest covers and how heads follow each other. Read outside the database, so that SQL functions cannot lie.

Canonical text of a row is made by SQL from its columns (jsonb prints one way only, days and moments as numbers, so that no
setting of a session changes it). A row's digest is plain; the heads that bind the digests are keyed with the audit key, which
the database does not know.
"""

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections

from yinqiao.platform.crypto import keyring

GENESIS = bytes(32)
_COLUMNS = (
    "id, txid, (extract(epoch from occurred_at) * 1000000)::bigint, occurred_on - date '1970-01-01', actor_kind, staff_id, staff_no,"
    " actor_name, roles, org_id, ip, session_digest, request_id, verb, result, object_type, object_id, customer_id, old, new, reason, detail"
)
CANONICAL = f"row({_COLUMNS})::text"
_FETCH = 5_000
# Rows of one transaction stand together, transactions in the order of their numbers.
Order = tuple[int, int]


class Link(NamedTuple):
    """One seal: its place in the chain, which row it covers, and the head up to it."""

    seq: int
    order: Order
    row_digest: bytes
    head: bytes

    @property
    def entry_id(self) -> int:
        """The row's id."""
        return self.order[1]


class Row(NamedTuple):
    """One audit row as text."""

    order: Order
    text: str


class Sealed(NamedTuple):
    """A sealed row: its place in the chain, its canonical text, and the digest (hex) that the seal holds."""

    seq: int
    text: str
    digest: str


def row_digest(text: str) -> bytes:
    """Return the digest of a row's canonical text."""
    return hashlib.sha256(text.encode()).digest()


def next_head(head: bytes, seq: int, digest: bytes) -> bytes:
    """Return the head after link `seq` with `digest`."""
    return hmac.digest(keyring.load().audit_key, head + seq.to_bytes(8, "big") + digest, "sha256")


def links(*, using: str) -> Iterator[Link]:
    """Yield all seals by sequence, a few thousand at a time."""
    query = "select seq, entry_txid, entry_id, row_digest, head from audit_seal order by seq"
    for seq, txid, entry_id, digest, head in _stream(query, (), using):
        yield Link(seq, (txid, entry_id), bytes(digest), bytes(head))


def rows(*, up_to: Order, using: str) -> Iterator[Row]:
    """Yield all audit rows up to the place `up_to`, in order."""
    query = f"select txid, id, {CANONICAL} from audit_entry where (txid, id) <= (%s, %s) order by txid, id"  # noqa: S608 - fixed columns
    for txid, entry_id, text in _stream(query, up_to, using):
        yield Row((txid, entry_id), str(text))


def last_place(*, using: str) -> Order:
    """Return the place of the last sealed row."""
    found = _one("select entry_txid, entry_id from audit_seal order by seq desc limit 1", (), using)
    return (found[0], found[1]) if found else (0, 0)


def text_of(place: Order, *, using: str) -> str | None:
    """Return the text of the row at `place`, wherever it stands now, or None if it is gone."""
    for condition, values in (("txid = %s and id = %s", place), ("id = %s", place[1:])):
        found = _one(f"select {CANONICAL} from audit_entry where {condition}", values, using)  # noqa: S608
        if found:
            return str(found[0])
    return None


def is_sealed_elsewhere(row: Row, *, using: str) -> bool:
    """Tell whether a row that no seal met in order has its seal all the same (then that seal is reported, not the row)."""
    found = _one("select entry_txid from audit_seal where entry_id = %s", row.order[1:], using)
    if found is None:
        return False
    if found[0] == row.order[0]:
        return True
    return (
        _one(
            "select 1 from audit_entry where txid = %s and id = %s", (found[0], row.order[1]), using
        )
        is None
    )


def sealed_rows(
    *,
    customer_id: int,
    since: date,
    until: date,
    verbs: Sequence[str],
    limit: int,
    using: str = DEFAULT_DB_ALIAS,
) -> list[Sealed]:
    """Return the sealed rows about a customer whose verb begins with one of `verbs`, by sequence, for a slice that others check.

    What waits for the sealer is not among them. The caller has checked who may read it.
    """
    query = (
        f"select s.seq, {CANONICAL}, encode(s.row_digest, 'hex') from audit_entry join audit_seal s on s.entry_id = audit_entry.id"  # noqa: S608 - fixed columns
        " where customer_id = %s and occurred_on between %s and %s and verb like any(%s) order by s.seq limit %s"
    )
    beginnings = [f"{verb}%" for verb in verbs]
    with connections[using].cursor() as cursor:
        cursor.execute(query, [customer_id, since, until, beginnings, limit])
        return [Sealed(*row) for row in cursor.fetchall()]


def _stream(query: str, values: tuple[int, ...], using: str) -> Iterator[tuple[int, ...]]:
    """Yield rows by the thousand; the next thousand are fetched by a thread while these are looked at."""
    with connections[using].chunked_cursor() as cursor, ThreadPoolExecutor(1) as ahead:
        cursor.execute(query, values)
        batch = ahead.submit(cursor.fetchmany, _FETCH)
        while found := batch.result():
            batch = ahead.submit(cursor.fetchmany, _FETCH)
            yield from found


def _one(query: str, values: tuple[int, ...], using: str) -> tuple[int, ...] | None:
    with connections[using].cursor() as cursor:
        cursor.execute(query, values)
        found: tuple[int, ...] | None = cursor.fetchone()
        return found
