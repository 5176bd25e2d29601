"""Take a whole batch back: until the next batch of its source; a first load is undone by restore (ARCHITECTURE, numbers)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connections, transaction
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, NotFound
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import BatchStatus, FileState, QuarantineState
from yinqiao.platform.imports.engine.checkers import target_named
from yinqiao.platform.imports.engine.locks import LOADER, source_lock
from yinqiao.platform.imports.engine.records import COUNTS, IN_TABLES
from yinqiao.platform.imports.events import BatchUndone
from yinqiao.platform.imports.models import (
    NOTHING_YET,
    ImportBatch,
    ImportFile,
    QuarantineRow,
)
from yinqiao.platform.imports.ports import Batch, UndoResult

VERB = "imports.batch-undone"


class UndoImpossible(DomainError):
    """The batch can no longer be taken back; the message says why."""

    code = "IMPORT_UNDO_IMPOSSIBLE"
    status = 409


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What an undo did, table by table."""

    batch: ImportBatch
    tables: dict[str, UndoResult]

    @property
    def kept(self) -> int:
        """Rows that people changed since, and that stay."""
        return sum(result.kept for result in self.tables.values())


def undo_batch(*, actor: Actor, now: datetime, batch_id: int, reason: str) -> UndoReport:
    """Take `batch_id` back; rows changed since stay and are listed. Raise UndoImpossible, BatchRunning, NotFound."""
    require(actor, policies.RUN, verb=VERB)
    found = ImportBatch.objects.using(LOADER).filter(pk=batch_id).first()
    if found is None:
        raise NotFound(_("There is no such batch."))
    with source_lock(found.source):
        batch = ImportBatch.objects.using(LOADER).get(pk=batch_id)
        _check_possible(batch)
        files = list(
            ImportFile.objects.using(LOADER)
            .filter(batch=batch, state__in=IN_TABLES)
            .exclude(state=FileState.SAME)
        )
        done = {table: _undo_table(batch, table, target) for table, target in _last_first(files)}
        _close(actor=actor, now=now, batch=batch, done=done, files=files, reason=reason)
    return UndoReport(batch, done)


def _check_possible(batch: ImportBatch) -> None:
    if batch.status == BatchStatus.UNDONE:
        raise UndoImpossible(_("This batch was undone already."))
    later = (
        ImportBatch.objects.using(LOADER)
        .filter(source=batch.source, pk__gt=batch.pk)
        .exclude(status=BatchStatus.UNDONE)
    )
    if ImportFile.objects.using(LOADER).filter(batch__in=later, state__in=IN_TABLES).exists():
        raise UndoImpossible(
            _("A later batch of {source} has been loaded; undo that one first.").format(
                source=batch.source
            )
        )
    if batch.is_first_load:
        raise UndoImpossible(
            _("The first load of a source is undone by restoring the backup made before it.")
        )


def _last_first(files: Sequence[ImportFile]) -> list[tuple[str, str]]:
    ordered = sorted(files, key=lambda file: file.table_position, reverse=True)
    return list(dict.fromkeys((file.table_name, file.target) for file in ordered))


def _undo_table(batch: ImportBatch, table: str, target: str) -> UndoResult:
    value = Batch(
        id=batch.pk,
        source=batch.source,
        profile=batch.profile,
        on=batch.batch_on,
        known_at=batch.known_at,
    )
    with transaction.atomic(using=LOADER):
        return target_named(target).undo(batch=value, table=table, connection=connections[LOADER])


@use_case(VERB, permission=policies.RUN)
def _close(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    batch: ImportBatch,
    done: dict[str, UndoResult],
    files: Sequence[ImportFile],
    reason: str,
) -> None:
    """Mark the batch; tables that an earlier run of the date had loaded before it wait to be loaded again."""
    _reopen_replaced(batch, tables=tuple(done))
    batch.status, batch.finished_at = BatchStatus.UNDONE, now
    batch.save(force_update=True, update_fields=["status", "finished_at"])
    states = [QuarantineState.OPEN, QuarantineState.MENDED]
    QuarantineRow.objects.filter(batch=batch, state__in=states).update(
        state=QuarantineState.CLOSED, settled_at=now, settled_by=actor.name
    )
    detail = {
        table: {"removed": result.removed, "restored": result.restored, "kept": result.kept}
        for table, result in done.items()
    }
    unit.audit(
        ObjectRef("imports.batch", batch.pk),
        old={"status": "done"},
        new={"status": "undone"},
        reason=reason,
        detail=detail,
    )
    unit.publish(
        BatchUndone(
            batch_id=batch.pk,
            source=batch.source,
            profile=batch.profile,
            batch_on=batch.batch_on,
            tables=tuple(done),
            targets=tuple(dict.fromkeys(file.target for file in files)),
        )
    )


def _reopen_replaced(batch: ImportBatch, *, tables: tuple[str, ...]) -> None:
    """Let the run that `batch` replaced go on: its rows of these tables were deleted when `batch` was loaded."""
    if batch.supersedes_id is None:
        return
    before = ImportBatch.objects.filter(pk=batch.supersedes_id).exclude(status=BatchStatus.UNDONE)
    if not before.update(
        status=BatchStatus.FAILED, error=f"批次 {batch.pk} 已撤回，请重新装载本批次的文件"
    ):
        return
    files = ImportFile.objects.filter(batch_id=batch.supersedes_id, table_name__in=tables)
    nothing = dict.fromkeys(COUNTS, 0)
    files.exclude(state=FileState.MISSING).update(
        state=FileState.WAITING,
        checkpoint=NOTHING_YET,
        sum_read=0,
        sum_accepted=0,
        unidentified=0,
        seconds=0,
        code="",
        reason="",
        **nothing,
    )
