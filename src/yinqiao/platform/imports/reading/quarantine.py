"""Rows that were kept out: masked in every list; one row at a time in clear, for the steward, audited."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import record_read
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.checking.findings import Finding
from yinqiao.platform.imports.choices import Level, QuarantineState
from yinqiao.platform.imports.engine.quarantine import open_raw
from yinqiao.platform.imports.models import QuarantineRow
from yinqiao.platform.imports.reading.allowed import require

MAX_LINES = 200
MAX_DOWNLOAD = 100_000
_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class ErrorGroup:
    """How many rows of a batch have one kind of finding. The sentence holds no value of any row."""

    level: str
    table: str
    column: str
    code: str
    message: str
    rows: int


@dataclass(frozen=True, slots=True)
class QuarantineLine:
    """One row in a list: everything masked. `excerpt` maps columns to masked texts; `findings` are all, the first is shown."""

    id: int
    batch_id: int
    profile: str
    batch_on: date
    table: str
    line: int
    level: str
    state: str
    column: str
    code: str
    message: str
    findings: tuple[Finding, ...]
    excerpt: dict[str, str]
    org_code: str
    created_at: datetime
    settled_by: str
    version: int


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One row in clear, as received or mended."""

    line: QuarantineLine
    values: dict[str, str | None]


def errors_by_code(*, actor: Actor, batch_id: int) -> Sequence[ErrorGroup]:
    """Return the findings of a batch, grouped, the most frequent first."""
    require(actor, policies.VIEW)
    groups = (
        QuarantineRow.objects.filter(batch_id=batch_id)
        .values("level", "table_name", "column", "code")
        .annotate(rows=Count("id"))
        .order_by("level", "-rows", "code")
    )
    return [
        ErrorGroup(
            level=group["level"],
            table=group["table_name"],
            column=group["column"],
            code=group["code"],
            message=_one_message(batch_id, group["code"]),
            rows=group["rows"],
        )
        for group in groups
    ]


def _one_message(batch_id: int, code: str) -> str:
    row = QuarantineRow.objects.filter(batch_id=batch_id, code=code).only("message").first()
    return row.message if row is not None else ""


def open_count(*, actor: Actor) -> int | None:
    """Return how many rows wait in quarantine; None for those who may not see it."""
    if not actor.can(policies.QUARANTINE):
        return None
    return QuarantineRow.objects.filter(state=QuarantineState.OPEN).count()


def quarantine_lines(
    *,
    actor: Actor,
    batch_id: int | None = None,
    state: str = "",
    level: str = Level.ERROR,
    table: str = "",
    code: str = "",
    column: str = "",
    before: int | None = None,
    limit: int = 50,
) -> Sequence[QuarantineLine]:
    """Return rows, newest first, masked; `before` is the id after which to go on (keyset paging)."""
    require(actor, policies.QUARANTINE)
    wanted = {
        "batch_id": batch_id,
        "state": state,
        "level": level,
        "table_name": table,
        "code": code,
        "column": column,
    }
    rows = QuarantineRow.objects.select_related("batch").filter(
        **{name: value for name, value in wanted.items() if value not in {None, ""}}
    )
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_line(row) for row in rows.order_by("-id")[: min(limit, MAX_LINES)]]


def open_row(*, actor: Actor, row_id: int, reason: str) -> OpenRow:
    """Return one row in clear; the look is audited with its reason. Raise NotFound."""
    require(actor, policies.QUARANTINE)
    row = QuarantineRow.objects.select_related("batch").filter(pk=row_id).first()
    if row is None:
        raise NotFound(_("There is no such row."))
    record_read(
        actor=actor,
        verb="imports.row-opened",
        ref=ObjectRef("imports.quarantine_row", row.pk),
        reason=reason,
    )
    return OpenRow(_line(row), dict(open_raw(row)))


def error_lines(*, actor: Actor, batch_id: int) -> Iterator[QuarantineLine]:
    """Yield the rows of a batch for the masked download, in order of table and line; the download is audited."""
    require(actor, policies.QUARANTINE)
    record_read(
        actor=actor, verb="imports.errors-downloaded", ref=ObjectRef("imports.batch", batch_id)
    )
    rows = (
        QuarantineRow.objects.select_related("batch")
        .filter(batch_id=batch_id)
        .order_by("table_name", "line", "id")
    )
    for row in rows[:MAX_DOWNLOAD].iterator(chunk_size=_CHUNK):
        yield _line(row)


def _line(row: QuarantineRow) -> QuarantineLine:
    return QuarantineLine(
        id=row.pk,
        batch_id=row.batch_id,
        profile=row.batch.profile,
        batch_on=row.batch.batch_on,
        table=row.table_name,
        line=row.line,
        level=row.level,
        state=row.state,
        column=row.column,
        code=row.code,
        message=row.message,
        findings=tuple(Finding(**found) for found in row.findings),
        excerpt=dict(row.excerpt),
        org_code=row.org_code,
        created_at=row.created_at,
        settled_by=row.settled_by,
        version=row.version,
    )
