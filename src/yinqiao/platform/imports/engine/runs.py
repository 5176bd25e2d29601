"""Run a profile for a batch date: from the folder to the tables, resumable, repeatable, all told in one report."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import DatabaseError, transaction

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.clock import bank_date
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.engine import codes, records
from yinqiao.platform.imports.engine.checkers import References
from yinqiao.platform.imports.engine.days import check_day
from yinqiao.platform.imports.engine.gathering import GatheredTable, gather, manifest
from yinqiao.platform.imports.engine.limits import limits_on
from yinqiao.platform.imports.engine.loading import load_table
from yinqiao.platform.imports.engine.locks import LOADER, source_lock
from yinqiao.platform.imports.engine.report import BatchReport, Tell, silent
from yinqiao.platform.imports.engine.run import Clock, Run
from yinqiao.platform.imports.engine.verifying import refuse, verify_files
from yinqiao.platform.imports.engine.writing import plain_cause
from yinqiao.platform.imports.events import BatchImported
from yinqiao.platform.imports.models import ImportBatch, ImportFile
from yinqiao.platform.imports.ports import Mode
from yinqiao.platform.imports.profile.shapes import Profile
from yinqiao.platform.imports.reasons import LOADED_LATER, WITHHELD, FileRefused

OBJECT_TYPE = "imports.batch"
RUN_VERB = "imports.batch-run"
_WAITING = (FileState.WAITING, FileState.VERIFIED, FileState.LOADING, FileState.LOADED)


def run_batch(
    *,
    actor: Actor,
    now: datetime,
    profile: Profile,
    folder: Path,
    on: date,
    is_dry_run: bool = False,
    only: Sequence[str] = (),
    mode: Mode | None = None,
    is_older: bool = False,
    tell: Tell = silent,
    clock: Clock = clock.now,
) -> BatchReport:
    """Load what `folder` holds for batch date `on`. The same files again change nothing; a broken-off run goes on where it was.

    A dry run reads and checks everything and changes nothing at all. `is_older` confirms a batch date long past. Raise
    PermissionRefused, InvalidInput, BatchRunning; an error of the database leaves the batch FAILED, to be run again.
    """
    require(actor, policies.RUN, verb=RUN_VERB)
    check_day(profile, on, today=bank_date(now), is_older=is_older)
    started = time.monotonic()
    order = _Order(actor, now, profile, folder, on, tuple(only), mode, tell, clock)
    if is_dry_run:
        return _dry_run(order, started)
    with source_lock(profile.source):
        tables = order.gather()
        with transaction.atomic(using=LOADER):
            codes.plant_seeds(profile, now=now)
            records.plant_schedule(profile)
        opened = records.open_batch(order.new_batch(tables), tables)
        files = [file for group in opened.files.values() for file in group]
        if opened.is_done:
            return BatchReport(opened.batch, files, time.monotonic() - started, is_repeat=True)
        run = order.run(opened.batch, is_rerun=opened.is_rerun)
        _carry_out(run, tables, opened.files)
        seconds = time.monotonic() - started
        return BatchReport(opened.batch, files, seconds, samples=run.samples, warnings=run.warnings)


@dataclass(frozen=True, slots=True)
class _Order:
    """What a run was asked to do."""

    actor: Actor
    now: datetime
    profile: Profile
    folder: Path
    on: date
    only: tuple[str, ...]
    mode: Mode | None
    tell: Tell
    clock: Clock

    def gather(self) -> list[GatheredTable]:
        """Return the tables with the files that have arrived."""
        return gather(
            self.profile, self.folder, self.on, only=self.only, mode=self.mode, tell=self.tell
        )

    def new_batch(self, tables: Sequence[GatheredTable]) -> ImportBatch:
        """Return an unsaved batch of these tables."""
        return records.new_batch(
            self.profile,
            actor=self.actor,
            now=self.now,
            on=self.on,
            folder=self.folder,
            mode=self.mode,
            digest=manifest(self.profile, tables),
        )

    def run(self, batch: ImportBatch, *, is_dry_run: bool = False, is_rerun: bool = False) -> Run:
        """Return what the steps of the run share."""
        return Run(
            actor=self.actor,
            profile=self.profile,
            folder=self.folder,
            on=self.on,
            batch=batch,
            codes=codes.maps_on(self.profile, self.on),
            references=References(is_dry_run),
            limits=limits_on(bank_date(self.now)),
            tell=self.tell,
            clock=self.clock,
            is_dry_run=is_dry_run,
            is_rerun=is_rerun,
        )


def _dry_run(order: _Order, started: float) -> BatchReport:
    tables = order.gather()
    batch = order.new_batch(tables)
    files = records.new_files(batch, tables)
    run = order.run(batch, is_dry_run=True)
    _load_tables(run, tables, files)
    listed = [file for group in files.values() for file in group]
    records.recount(batch, listed)
    batch.status = _final_status(tables, listed)
    seconds = time.monotonic() - started
    return BatchReport(
        batch, listed, seconds, is_dry_run=True, samples=run.samples, warnings=run.warnings
    )


def _carry_out(
    run: Run, tables: Sequence[GatheredTable], files: dict[str, list[ImportFile]]
) -> None:
    listed = [file for group in files.values() for file in group]
    try:
        _load_tables(run, tables, files)
        _end_batch(
            actor=run.actor,
            now=run.clock(),
            batch=run.batch,
            tables=tables,
            files=listed,
            tolerance=run.profile.tolerance,
        )
    except Exception as error:
        _fail(run, error)
        raise


def _load_tables(
    run: Run, tables: Sequence[GatheredTable], files: dict[str, list[ImportFile]]
) -> None:
    for gathered in tables:
        group = [file for file in files[gathered.table.name] if file.state != FileState.MISSING]
        if not any(file.state in _WAITING for file in group):
            continue
        if _is_overtaken(run, gathered, group):
            continue
        if gathered.table.file is None or verify_files(run, gathered, group):
            load_table(run, gathered, group)


def _is_overtaken(run: Run, gathered: GatheredTable, files: Sequence[ImportFile]) -> bool:
    """Refuse a table that holds the state of a later batch date: older rows must not overwrite newer ones, nor revive leavers."""
    if gathered.mode == "append":
        return False
    day = records.loaded_later(run.batch, gathered.table.name)
    if day is None:
        return False
    for file in files:
        refuse(file, FileRefused(LOADED_LATER, day=day, on=run.on))
    with transaction.atomic(using=LOADER):
        for file in files:
            run.save(file)
    return True


def over_tolerance(batch: ImportBatch, tolerance: float) -> str:
    """Return the sentence that flags a batch with too many rejected rows; empty where there are few (DOMAIN §11: 0.1 %)."""
    if not batch.rows or batch.rejected <= tolerance * batch.rows:
        return ""
    return f"被拒 {batch.rejected:,} 行，占 {batch.rejected / batch.rows:.2%}，超过容忍度 {tolerance:.2%}"


def _final_status(tables: Sequence[GatheredTable], files: Sequence[ImportFile]) -> BatchStatus:
    """A file that is missing or refused, and one that lacks rows held before, leave the batch partly loaded."""
    may_lack = {
        gathered.table.name
        for gathered in tables
        if gathered.table.optional and not gathered.lacking
    }
    lacking = [
        file
        for file in files
        if file.state == FileState.REFUSED
        or file.code in WITHHELD
        or (file.state == FileState.MISSING and file.table_name not in may_lack)
    ]
    return BatchStatus.PARTIAL if lacking else BatchStatus.DONE


@use_case(RUN_VERB, permission=policies.RUN)
def _end_batch(
    unit: Unit,
    *,
    actor: Actor,  # noqa: ARG001 - the decorator's
    now: datetime,
    batch: ImportBatch,
    tables: Sequence[GatheredTable],
    files: Sequence[ImportFile],
    tolerance: float,
) -> None:
    """One audit row with counts and manifest, and the event, in the transaction that closes the batch."""
    records.recount(batch, files)
    batch.status, batch.finished_at, batch.phase = _final_status(tables, files), now, ""
    batch.error = over_tolerance(batch, tolerance)
    batch.save(force_update=True)
    loaded = [file for file in files if file.state == FileState.FINISHED]
    detail = {
        "profile": batch.profile,
        "batch_on": batch.batch_on,
        "manifest": batch.manifest,
        "status": str(batch.status),
        "tables": {
            file.table_name: {
                "rows": file.rows,
                "rejected": file.rejected,
                "state": str(file.state),
            }
            for file in files
        },
    }
    counts = {
        "accepted": batch.accepted,
        "rejected": batch.rejected,
        "inserted": batch.inserted,
        "updated": batch.updated,
        "deleted": batch.deleted,
    }
    unit.audit(ObjectRef(OBJECT_TYPE, batch.pk), new=counts, detail=detail)
    if loaded:
        unit.publish(
            BatchImported(
                batch_id=batch.pk,
                source=batch.source,
                profile=batch.profile,
                batch_on=batch.batch_on,
                tables=tuple(dict.fromkeys(file.table_name for file in loaded)),
                targets=tuple(dict.fromkeys(file.target for file in loaded)),
                is_complete=batch.status == BatchStatus.DONE,
            )
        )


def _fail(run: Run, error: Exception) -> None:
    """Mark the batch; where the database itself is gone the batch stays as it is and is taken up by the next run."""
    said = error.message if isinstance(error, DomainError) else plain_cause(error)
    try:
        _mark_failed(actor=run.actor, now=run.clock(), batch=run.batch, error=said[:500])
    except DatabaseError:
        return


@use_case("imports.batch-failed", permission=policies.RUN)
def _mark_failed(
    unit: Unit,
    *,
    actor: Actor,  # noqa: ARG001 - the decorator's
    now: datetime,
    batch: ImportBatch,
    error: str,
) -> None:
    ImportBatch.objects.filter(pk=batch.pk).update(
        status=BatchStatus.FAILED, finished_at=now, error=error
    )
    unit.audit(
        ObjectRef(OBJECT_TYPE, batch.pk),
        new={"status": "failed"},
        detail={"profile": batch.profile, "batch_on": batch.batch_on, "error": error},
    )
