"""Verify the chain against its rows and the outside anchors; every finding names its row (P22)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain as joined

from django.db import connections, transaction

from yinqiao.platform.audit import anchors, chain

EDITED = "edited"
DELETED = "deleted"
INSERTED = "inserted"
REORDERED = "reordered"
BROKEN = "broken"
CUT = "cut"
ANCHOR = "anchor"
# Beyond this many findings the trail is lost; nobody reads a longer list.
MOST_FINDINGS = 1_000


@dataclass(frozen=True, slots=True)
class Finding:
    """What was done, at which sequence and entry, in a sentence."""

    kind: str
    seq: int | None
    entry_id: int | None
    message: str


@dataclass(slots=True)
class Report:
    """The answer of one verification; `is_complete` is false if it gave up after too many findings."""

    checked: int = 0
    head: bytes = chain.GENESIS
    unsealed: int = 0
    is_complete: bool = True
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_intact(self) -> bool:
        """Tell whether nothing was found."""
        return not self.findings


def verify(*, using: str = "auditor") -> Report:
    """Walk the whole chain beside its rows, in one snapshot, and return the report; reads only."""
    report = Report()
    is_outermost = not connections[using].in_atomic_block
    with transaction.atomic(using=using):
        if is_outermost:
            with connections[using].cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        for finding in joined(_walk(report, using), _forged(using)):
            if len(report.findings) == MOST_FINDINGS:
                report.is_complete = False
                return report
            report.findings.append(finding)
        report.unsealed = waiting(using=using)
    return report


def _walk(report: Report, using: str) -> Iterator[Finding]:
    """Merge the seals, by sequence, with the rows, by place: in an intact trail they meet one to one."""
    held = _Held()
    yield from held.problems
    rows = chain.rows(up_to=chain.last_place(using=using), using=using)
    row = next(rows, None)
    horizon: chain.Order = (0, 0)
    for link in chain.links(using=using):
        while row is not None and row.order < link.order:
            yield from _extra(row, using)
            row = next(rows, None)
        if row is not None and row.order == link.order:
            text: str | None = row.text
            row = next(rows, None)
            while row is not None and row.order == link.order:
                yield Finding(
                    INSERTED, None, link.entry_id, f"row {link.entry_id} was inserted a second time"
                )
                row = next(rows, None)
        else:
            text = chain.text_of(link.order, using=using)
        if not _is_sound(link, text, report=report, horizon=horizon) or not held.agrees(link):
            yield from _link_findings(link, text, report=report, horizon=horizon)
            yield from held.compare(link)
        report.checked, report.head = link.seq, link.head
        horizon = max(horizon, link.order)
    for left in joined([row] if row else [], rows):
        yield from _extra(left, using)
    yield from held.beyond(report.checked)


def _is_sound(link: chain.Link, text: str | None, *, report: Report, horizon: chain.Order) -> bool:
    """Tell in one go what holds for every link of an intact trail; anything else is looked at closely."""
    return (
        text is not None
        and link.seq == report.checked + 1
        and link.order > horizon
        and chain.row_digest(text) == link.row_digest
        and chain.next_head(report.head, link.seq, link.row_digest) == link.head
    )


def _link_findings(
    link: chain.Link, text: str | None, *, report: Report, horizon: chain.Order
) -> Iterator[Finding]:
    wanted = report.checked + 1
    if link.seq != wanted:
        yield Finding(
            DELETED, wanted, None, f"seal {wanted} is missing: the chain goes on at {link.seq}"
        )
    if text is None:
        yield Finding(
            DELETED, link.seq, link.entry_id, f"row {link.entry_id} (seal {link.seq}) was deleted"
        )
    elif chain.row_digest(text) != link.row_digest:
        yield Finding(
            EDITED, link.seq, link.entry_id, f"row {link.entry_id} (seal {link.seq}) was changed"
        )
    if link.order <= horizon:
        yield Finding(
            REORDERED,
            link.seq,
            link.entry_id,
            f"row {link.entry_id} (seal {link.seq}) stands out of order",
        )
    if chain.next_head(report.head, link.seq, link.row_digest) != link.head:
        yield Finding(
            BROKEN, link.seq, link.entry_id, f"the chain does not hold at seal {link.seq}"
        )


def _extra(row: chain.Row, using: str) -> Iterator[Finding]:
    if not chain.is_sealed_elsewhere(row, using=using):
        entry_id = row.order[1]
        yield Finding(
            INSERTED, None, entry_id, f"row {entry_id} was inserted behind the sealed part"
        )


class _Held:
    """The heads that were written outside, by sequence."""

    def __init__(self) -> None:
        found, sentences = anchors.read()
        self.problems = [Finding(ANCHOR, None, None, sentence) for sentence in sentences]
        self.heads: dict[int, bytes] = {}
        for anchor in found:
            known = self.heads.setdefault(anchor.seq, anchor.head)
            if known != anchor.head:
                # The chain went back and grew again: an older state was restored and lived on.
                self.problems.append(
                    Finding(
                        ANCHOR,
                        anchor.seq,
                        None,
                        f"two different heads were anchored for seal {anchor.seq}",
                    )
                )
        self.last = max(self.heads, default=0)

    def agrees(self, link: chain.Link) -> bool:
        """Tell whether the link's head is the one anchored for its sequence, if one was."""
        return self.heads.get(link.seq, link.head) == link.head

    def compare(self, link: chain.Link) -> Iterator[Finding]:
        """Compare one link with the anchor of its sequence, if there is one."""
        if not self.agrees(link):
            yield Finding(
                ANCHOR,
                link.seq,
                link.entry_id,
                f"the head of seal {link.seq} is not the one anchored outside",
            )

    def beyond(self, last_seq: int) -> Iterator[Finding]:
        """Find that the chain ends before the last anchor."""
        if self.last > last_seq:
            sentence = f"the chain ends at {last_seq}, but {self.last} was anchored outside: the tail was cut or an older state restored"
            yield Finding(CUT, last_seq + 1, None, sentence)


def _forged(using: str) -> Iterator[Finding]:
    """A row with the number of a transaction that has not begun would never be sealed, and never be missed."""
    query = (
        "select id from audit_entry where txid >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        " order by txid, id limit %s"
    )
    with connections[using].cursor() as cursor:
        cursor.execute(query, (MOST_FINDINGS,))
        for (entry_id,) in cursor.fetchall():
            yield Finding(
                INSERTED,
                None,
                entry_id,
                f"row {entry_id} carries the number of a transaction that never was",
            )


def waiting(*, using: str = "auditor") -> int:
    """Return how many rows no seal covers yet."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select count(*) from audit_entry where (txid, id) > (%s, %s)",
            chain.last_place(using=using),
        )
        return int(cursor.fetchone()[0])
