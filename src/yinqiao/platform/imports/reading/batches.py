"""Batches and their files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.engine.locks import running_sources
from yinqiao.platform.imports.engine.report import difference
from yinqiao.platform.imports.models import ImportBatch, ImportFile
from yinqiao.platform.imports.reading.allowed import require

MAX_BATCHES = 500
# A status that no batch has in the database: it says RUNNING, but nobody holds its source's lock.
BROKEN_OFF = "broken_off"


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch in a list. `status` is BROKEN_OFF for a run that a kill ended; running it again goes on."""

    id: int
    source: str
    profile: str
    batch_on: date
    status: str
    mode: str
    started_at: datetime
    finished_at: datetime | None
    seconds: float
    rows: int
    accepted: int
    rejected: int
    warned: int
    inserted: int
    updated: int
    deleted: int
    actor: str
    error: str
    is_rerun: bool


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file of a batch, with live counts while it is loading. `difference` is said minus accepted, None if nothing is summed."""

    id: int
    table: str
    title: str
    name: str
    state: str
    code: str
    reason: str
    bytes: int
    rows: int
    accepted: int
    rejected: int
    warned: int
    inserted: int
    updated: int
    unchanged: int
    deleted: int
    control_rows: int | None
    control_sum: Decimal | None
    sum_read: Decimal
    sum_accepted: Decimal
    difference: Decimal | None
    arrived_at: datetime | None
    rows_per_second: int


@dataclass(frozen=True, slots=True)
class BatchDetail:
    """A batch with its files and what may be done with it."""

    batch: BatchLine
    files: tuple[FileLine, ...]
    manifest: str
    is_live: bool


def batches(
    *, actor: Actor, now: datetime, profile: str = "", source: str = ""
) -> Sequence[BatchLine]:
    """Return the newest batches, of one profile or source if named."""
    require(actor, policies.VIEW)
    found = ImportBatch.objects.all()
    if profile:
        found = found.filter(profile=profile)
    if source:
        found = found.filter(source=source)
    rows = list(found.order_by("-id")[:MAX_BATCHES])
    live = _live(rows)
    return [_line(row, now, is_live=row.source in live) for row in rows]


def batch_detail(*, actor: Actor, now: datetime, batch_id: int) -> BatchDetail:
    """Return one batch with its files as they stand now; raise NotFound."""
    require(actor, policies.VIEW)
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(_("There is no such batch."))
    files = list(ImportFile.objects.filter(batch=batch))
    is_live = batch.status == BatchStatus.RUNNING and batch.source in _live([batch])
    if batch.status == BatchStatus.RUNNING:
        _add_up(batch, files)
    return BatchDetail(
        _line(batch, now, is_live=is_live),
        tuple(file_line(file) for file in files),
        batch.manifest,
        is_live,
    )


def _add_up(batch: ImportBatch, files: Sequence[ImportFile]) -> None:
    for name in ("rows", "accepted", "rejected", "warned", "inserted", "updated", "deleted"):
        setattr(
            batch, name, sum(getattr(file, name) for file in files if file.state != FileState.SAME)
        )


def _live(rows: Sequence[ImportBatch]) -> set[str]:
    running = sorted({row.source for row in rows if row.status == BatchStatus.RUNNING})
    return running_sources(running, using="default") if running else set()


def _line(row: ImportBatch, now: datetime, *, is_live: bool) -> BatchLine:
    is_broken_off = row.status == BatchStatus.RUNNING and not is_live
    return BatchLine(
        id=row.pk,
        source=row.source,
        profile=row.profile,
        batch_on=row.batch_on,
        status=BROKEN_OFF if is_broken_off else row.status,
        mode=row.mode,
        started_at=row.started_at,
        finished_at=row.finished_at,
        seconds=((row.finished_at or now) - row.started_at).total_seconds(),
        rows=row.rows,
        accepted=row.accepted,
        rejected=row.rejected,
        warned=row.warned,
        inserted=row.inserted,
        updated=row.updated,
        deleted=row.deleted,
        actor=row.actor_name,
        error=row.error,
        is_rerun=row.supersedes_id is not None,
    )


def file_line(file: ImportFile) -> FileLine:
    """Return the read model of one file."""
    return FileLine(
        id=file.pk,
        table=file.table_name,
        title=file.title,
        name=file.name,
        state=file.state,
        code=file.code,
        reason=file.reason,
        bytes=file.bytes,
        rows=file.rows,
        accepted=file.accepted,
        rejected=file.rejected,
        warned=file.warned,
        inserted=file.inserted,
        updated=file.updated,
        unchanged=file.unchanged,
        deleted=file.deleted,
        control_rows=file.control_rows,
        control_sum=file.control_sum,
        sum_read=file.sum_read,
        sum_accepted=file.sum_accepted,
        difference=difference(file),
        arrived_at=file.arrived_at,
        rows_per_second=int(file.rows / file.seconds) if file.seconds else 0,
    )
