"""Batches: the history, and one of them with its files, sums and what was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.errors import DomainError, NotFound
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import BatchStatus, FileState, Level, QuarantineState
from yinqiao.platform.imports.engine import undoing
from yinqiao.platform.imports.engine.locks import running_sources
from yinqiao.platform.imports.models import ImportBatch, ImportFile, QuarantineRow
from yinqiao.platform.imports.queries.figures import (
    FileLine,
    Totals,
    file_line,
    profile_or_none,
    profile_title,
    totals_of,
)
from yinqiao.platform.imports.words import column_title

VERB = "imports.board-read"
_TONES = {
    BatchStatus.DONE: "ok",
    BatchStatus.PARTIAL: "w",
    BatchStatus.FAILED: "d",
    BatchStatus.RUNNING: "a",
}
_ICONS = {"ok": "circle-check", "w": "alert-triangle", "d": "alert-circle", "a": "loader-2"}


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch of the history."""

    id: int
    profile: str
    title: str
    source: str
    batch_on: date
    status: BatchStatus
    rows: int
    accepted: int
    rejected: int
    started_at: datetime
    finished_at: datetime | None
    runner: str
    error: str

    @property
    def tone(self) -> str:
        """The tone of its state."""
        return _TONES.get(self.status, "")

    @property
    def icon(self) -> str:
        """The icon of its state."""
        return _ICONS.get(self.tone, "")

    @property
    def seconds(self) -> float | None:
        """How long it ran."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many rows one reason kept out (or let in with a warning), and how many of them wait."""

    code: str
    table: str
    table_title: str
    column: str
    column_title: str
    message: str
    rows: int
    open: int


@dataclass(frozen=True, slots=True)
class BatchCard:
    """One batch. `is_alive`: a process works on it right now; a running batch that is not alive was broken off."""

    line: BatchLine
    files: tuple[FileLine, ...]
    totals: Totals
    errors: tuple[CodeCount, ...]
    warnings: tuple[CodeCount, ...]
    mended: int
    is_alive: bool
    is_first_load: bool
    manifest: str
    supersedes_id: int | None
    undo_problem: str
    folder: str

    @property
    def waiting(self) -> int:
        """Rows that somebody has to look at."""
        return sum(count.open for count in self.errors)

    @property
    def missing(self) -> tuple[FileLine, ...]:
        """Files that did not arrive."""
        return tuple(file for file in self.files if file.state == FileState.MISSING)

    @property
    def done_tables(self) -> int:
        """Tables that are through."""
        return len({file.table for file in self.files if file.is_in or file.tone in {"d", "w"}})

    @property
    def table_count(self) -> int:
        """Tables of the run."""
        return len({file.table for file in self.files})

    @property
    def is_broken_off(self) -> bool:
        """Tell whether the process that ran it is gone."""
        return self.line.status == BatchStatus.RUNNING and not self.is_alive

    @property
    def explained(self) -> Decimal:
        """The part of the difference that the rows kept out explain."""
        return self.totals.difference - self.totals.unexplained


def batches(
    *, actor: Actor, profile: str = "", status: str = "", batch_on: date | None = None
) -> QuerySet[ImportBatch]:
    """Return the batches, filtered; newest first by id."""
    require(actor, policies.VIEW, verb=VERB)
    found = ImportBatch.objects.all()
    if profile:
        found = found.filter(profile=profile)
    if status:
        found = found.filter(status=status)
    if batch_on:
        found = found.filter(batch_on=batch_on)
    return found


def batch_lines(rows: Sequence[ImportBatch]) -> list[BatchLine]:
    """Return batches as lines of the history."""
    return [_line(row) for row in rows]


def _line(batch: ImportBatch) -> BatchLine:
    return BatchLine(
        id=batch.pk,
        profile=batch.profile,
        title=profile_title(batch.profile),
        source=batch.source,
        batch_on=batch.batch_on,
        status=BatchStatus(batch.status),
        rows=batch.rows,
        accepted=batch.accepted,
        rejected=batch.rejected,
        started_at=batch.started_at,
        finished_at=batch.finished_at,
        runner=batch.actor_name,
        error=batch.error,
    )


def batch_card(*, actor: Actor, batch_id: int) -> BatchCard:
    """Return one batch; raise NotFound."""
    require(actor, policies.VIEW, verb=VERB)
    batch = ImportBatch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound(_("There is no such batch."))
    profile = profile_or_none(batch.profile)
    files = tuple(file_line(file, profile) for file in ImportFile.objects.filter(batch=batch))
    titles = {file.table: file.title for file in files}
    is_running = batch.status == BatchStatus.RUNNING
    return BatchCard(
        line=_line(batch),
        files=files,
        totals=totals_of(files),
        errors=_counts(batch, Level.ERROR, titles),
        warnings=_counts(batch, Level.WARNING, titles),
        mended=QuarantineRow.objects.filter(batch=batch, state=QuarantineState.MENDED).count(),
        is_alive=is_running and batch.source in running_sources([batch.source], using="default"),
        is_first_load=batch.is_first_load,
        manifest=batch.manifest,
        supersedes_id=batch.supersedes_id,
        undo_problem=undo_problem(batch) if actor.can(policies.RUN) else "",
        folder=batch.folder,
    )


def sources_loading() -> list[str]:
    """Return the sources of which a batch is being loaded at this moment."""
    rows = ImportBatch.objects.filter(status=BatchStatus.RUNNING).order_by()
    begun = list(rows.values_list("source", flat=True).distinct())
    return sorted(running_sources(begun, using="default")) if begun else []


def _counts(batch: ImportBatch, level: Level, titles: dict[str, str]) -> tuple[CodeCount, ...]:
    """Group by reason; the message is one of the group's (they differ in numbers only)."""
    rows = QuarantineRow.objects.filter(batch=batch, level=level).order_by()
    found: dict[tuple[str, str, str], CodeCount] = {}
    groups = rows.values("table_name", "column", "code", "message", "state").annotate(
        rows=Count("id")
    )
    for group in groups.order_by("table_name", "column", "code", "message"):
        key = (group["table_name"], group["column"], group["code"])
        before = found.get(key)
        waits = (
            group["rows"] if group["state"] in (QuarantineState.OPEN, QuarantineState.MENDED) else 0
        )
        found[key] = CodeCount(
            code=group["code"],
            table=group["table_name"],
            table_title=titles.get(group["table_name"], group["table_name"]),
            column=group["column"],
            column_title=column_title(group["column"]),
            message=before.message if before else group["message"],
            rows=group["rows"] + (before.rows if before else 0),
            open=waits + (before.open if before else 0),
        )
    return tuple(sorted(found.values(), key=lambda count: (-count.open, -count.rows, count.code)))


def undo_problem(batch: ImportBatch) -> str:
    """Return why the batch cannot be taken back; empty if it can."""
    try:
        undoing._check_possible(batch)  # noqa: SLF001 - the engine's own rule, asked before the button is shown
    except DomainError as problem:
        return problem.message
    return ""
