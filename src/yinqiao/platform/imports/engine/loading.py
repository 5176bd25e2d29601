"""Loads one table: chunk after chunk, each piece with its checkpoint in one transaction, so that a kill loses nothing."""

import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

import polars as pl
from django.db import connections, transaction

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.checking.checker import SUM
from yinqiao.platform.imports.checking.findings import Checked, Finding, FoundRow
from yinqiao.platform.imports.checking.plan import CheckPlan
from yinqiao.platform.imports.choices import FileState
from yinqiao.platform.imports.control import in_own_unit
from yinqiao.platform.imports.decoding import LINE, reading_plan
from yinqiao.platform.imports.engine import codes, holding, quarantine
from yinqiao.platform.imports.engine.checkers import begins_with_operation, table_plan, target_of
from yinqiao.platform.imports.engine.gathering import GatheredFile, GatheredTable, file_stamp
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.engine.mostly_bad import refuse_mostly_bad
from yinqiao.platform.imports.engine.pieces import Piece, PieceSize, pieces, total
from yinqiao.platform.imports.engine.reading import Reading, Step, read_ahead
from yinqiao.platform.imports.engine.run import Run
from yinqiao.platform.imports.engine.verifying import refuse
from yinqiao.platform.imports.engine.writing import Written, write_rows
from yinqiao.platform.imports.models import NOTHING_YET, ImportFile
from yinqiao.platform.imports.ports import Rejection
from yinqiao.platform.imports.reasons import FileRefused


def load_table(run: Run, gathered: GatheredTable, files: list[ImportFile]) -> None:
    """Load every file of a table from its checkpoint on, then finish the table."""
    table = gathered.table
    plan = table_plan(
        run.profile,
        table,
        mode=gathered.mode,
        codes=run.codes,
        references=run.references,
        folder=run.folder,
        on=run.on,
        ages=run.limits.ages,
    )
    loader = _TableLoader(run, gathered, plan)
    arrived: list[GatheredFile | None] = [*gathered.files] if table.file is not None else [None]
    broken = loader.load(list(zip(arrived, files, strict=True)))
    if broken is not None:
        _refuse_table(run, files, broken=broken.file, refusal=broken.refusal)
        return
    loader.finish(files)


def _refuse_table(
    run: Run, files: Iterable[ImportFile], *, broken: ImportFile, refusal: FileRefused
) -> None:
    """Nothing of the table was loaded yet (else the run stops with the error): mark its files."""
    if any(file.checkpoint != NOTHING_YET for file in files):
        raise refusal
    for file in files:
        refuse(
            file,
            refusal if file is broken else FileRefused(reasons.TABLE_REFUSED, name=broken.name),
        )
    with transaction.atomic(using=LOADER):
        for file in files:
            run.save(file)


@dataclass(frozen=True, slots=True)
class _Broken:
    """The file that refused its table."""

    file: ImportFile
    refusal: FileRefused


class _TableLoader:
    """The state of loading one table: its piece size adapts."""

    def __init__(self, run: Run, gathered: GatheredTable, plan: CheckPlan) -> None:
        self._run = run
        self._gathered = gathered
        self._plan = plan
        self._target = target_of(gathered.table)
        self._ending = holding.ending_target(self._target) if gathered.mode == "full" else None
        self._size = PieceSize()
        self._has_begun = False

    def load(self, files: Sequence[tuple[GatheredFile | None, ImportFile]]) -> "_Broken | None":
        """Load the files; what lies before a checkpoint is only checked again, for the keys it holds. Return the one refused, if any."""
        started = time.monotonic()
        with closing(read_ahead(self._reading(files))) as steps:
            for step in steps:
                arrived, file = files[step.position]
                try:
                    started = self._take(step, started, arrived=arrived, file=file)
                except FileRefused as refusal:
                    return _Broken(file, refusal)
        return None

    def _reading(self, files: Sequence[tuple[GatheredFile | None, ImportFile]]) -> Reading:
        table = self._gathered.table
        with_operation = begins_with_operation(table, self._gathered.mode)
        arrived = [file for file, _told in files]
        return Reading(
            table=table,
            paths=tuple(file.path if file is not None else None for file in arrived),
            size=sum(file.stamp[0] for file in arrived if file is not None),
            read=reading_plan(self._run.profile, table, with_operation=with_operation),
            check=self._plan,
        )

    def _take(
        self, step: Step, started: float, *, arrived: GatheredFile | None, file: ImportFile
    ) -> float:
        """Load one chunk, or close the file behind its last one; return when the time of the next begins."""
        run = self._run
        if step.refusal is not None:
            raise step.refusal
        if step.checked is None:
            if arrived is not None and file_stamp(arrived.path) != arrived.stamp:
                raise FileRefused(reasons.FILE_CHANGED)
            self._close_file(file)
            return started
        file.started_at = file.started_at or run.clock()
        self._has_begun = self._has_begun or file.checkpoint != NOTHING_YET
        if step.is_first and not self._has_begun:
            refuse_mostly_bad(run, self._gathered.table, step.checked)
        for piece in pieces(step.checked, after=max(file.checkpoint, 0), size=self._size):
            spent = time.monotonic()
            self._load_piece(file, piece, checked=step.checked, seconds=spent - started)
            started = time.monotonic()
            self._size.learn(piece.good.height, started - spent)
        return started

    def _load_piece(
        self, file: ImportFile, piece: Piece, *, checked: Checked, seconds: float
    ) -> None:
        run = self._run
        now = run.clock()
        began = time.monotonic()
        if run.is_dry_run:
            run.references.would_load(self._target, piece.good)
            self._count(
                file,
                piece,
                written=Written(unchanged=piece.good.height),
                rejected=piece.rejected,
                accepted_sum=total(piece.good),
            )
            run.warn(file, piece.warnings)
        else:
            with transaction.atomic(using=LOADER):
                self._write(file, piece, checked=checked, now=now)
        file.seconds += seconds + time.monotonic() - began
        run.show(file, piece.rejected)
        run.progress(file, "load")

    def _write(self, file: ImportFile, piece: Piece, *, checked: Checked, now: datetime) -> None:
        run, table = self._run, self._gathered.table
        batch = run.target_batch(chunk=f"{file.position:04d}-{piece.start:010d}")
        batch = replace(batch, tells_operations=self._plan.has_operation)
        self._begin(table.name)
        written = write_rows(
            self._target, batch, table=table.name, frame=piece.good.drop(SUM, strict=False)
        )
        refused = _with_raw(written.rejected, checked.raw)
        taken = (
            piece.good.filter(~pl.col(LINE).is_in([row.line for row in refused]))
            if refused
            else piece.good
        )
        self._hold(file, piece, checked=checked, refused=refused)
        rejected = sorted([*piece.rejected, *refused], key=lambda row: row.line)
        quarantine.keep_out(file, rejected, self._plan, now=now)
        warnings = self._warnings(piece, written, raw=checked.raw)
        quarantine.note_warnings(file, warnings, self._plan, now=now)
        codes.raise_alarms(run.batch, quarantine.unmapped(rejected), now=now)
        self._count(file, piece, written=written, rejected=rejected, accepted_sum=total(taken))
        file.warned += len(warnings) - len(piece.warnings)
        run.warn(file, warnings)
        file.state, file.checkpoint = FileState.LOADING, piece.end
        run.save(file)
        run.show(file, refused)

    def _warnings(self, piece: Piece, written: Written, *, raw: pl.DataFrame) -> list[FoundRow]:
        """Return the rows that go in with a warning, those whose operation does not fit among them."""
        if not written.noticed:
            return piece.warnings
        noticed = {row.line: row for row in _with_raw(written.noticed, raw)}
        both = [
            replace(row, findings=(*row.findings, *noticed.pop(row.line).findings))
            if row.line in noticed
            else row
            for row in piece.warnings
        ]
        return sorted([*both, *noticed.values()], key=lambda row: row.line)

    def _hold(
        self, file: ImportFile, piece: Piece, *, checked: Checked, refused: list[FoundRow]
    ) -> None:
        """Let rows that are kept out count as delivered; count those of which nobody knows which row they are."""
        target = self._ending
        if target is None or not (piece.rejected or refused):
            return
        strays = holding.strays(piece.rejected, self._plan, held=checked.held, target=target)
        file.unidentified += len(strays.unknown)
        lines = [row.line for row in piece.rejected if row.line not in strays.lines]
        held = checked.held.filter(pl.col(LINE).is_in(lines))
        frames = [held, holding.rejected_rows(piece.good, refused)]
        batch, table = self._run.target_batch(), self._gathered.table.name
        holding.hold(
            target, batch, table=table, frames=[frame.drop(SUM, strict=False) for frame in frames]
        )
        owned = checked.held.filter(pl.col(LINE).is_in(strays.owned))
        holding.hold_owned(target, batch, table=table, frame=owned)

    def _begin(self, table: str) -> None:
        if not self._has_begun:
            self._target.begin(
                batch=self._run.target_batch(),
                table=table,
                mode=self._gathered.mode,
                connection=connections[LOADER],
            )
            self._has_begun = True

    def _count(
        self,
        file: ImportFile,
        piece: Piece,
        *,
        written: Written,
        rejected: list[FoundRow],
        accepted_sum: Decimal,
    ) -> None:
        file.rows += piece.rows
        file.rejected += len(rejected)
        file.folded += piece.folded
        file.accepted += piece.rows - len(rejected) - piece.folded
        file.warned += len(piece.warnings)
        file.inserted += written.inserted
        file.updated += written.updated
        file.unchanged += written.unchanged
        file.deleted += written.deleted
        summed = self._plan.summed
        file.sum_read += in_own_unit(piece.sum_read, summed)
        file.sum_accepted += in_own_unit(accepted_sum, summed)

    def _close_file(self, file: ImportFile) -> None:
        file.state = FileState.LOADED
        file.checkpoint = max(file.checkpoint, 0)
        with transaction.atomic(using=LOADER):
            self._run.save(file)

    def finish(self, files: list[ImportFile]) -> None:
        """End the table: set-wise work of the target and the state of its files in one transaction."""
        run, table = self._run, self._gathered.table
        for file in files:
            file.state, file.finished_at = FileState.FINISHED, run.clock()
        if run.is_dry_run:
            return
        run.progress(files[0], "finish")
        began = time.monotonic()
        with transaction.atomic(using=LOADER):
            self._begin(table.name)
            finished = self._target.finish(
                batch=holding.at_the_end(run.target_batch(), self._gathered, files),
                table=table.name,
                mode=self._gathered.mode,
                connection=connections[LOADER],
            )
            if finished is not None:
                files[-1].deleted += finished.ended
            if finished is not None and finished.withheld:
                reason, said = holding.withheld(
                    finished, self._gathered, files=files, limits=run.limits
                )
                files[-1].code, files[-1].reason = reason.code, said
            files[-1].seconds += time.monotonic() - began
            for file in files:
                run.save(file)
        run.references.loaded(self._target)


def _with_raw(rejections: list[Rejection], raw: pl.DataFrame) -> list[FoundRow]:
    """Give rows that the target refused their fields as received; several rejections of one row become one row."""
    if not rejections:
        return []
    findings: dict[int, list[Finding]] = {}
    for rejection in rejections:
        findings.setdefault(rejection.line, []).append(
            Finding(rejection.column, rejection.code, rejection.message)
        )
    found = []
    for row in raw.filter(pl.col(LINE).is_in(list(findings))).iter_rows(named=True):
        line = int(row.pop(LINE))
        found.append(FoundRow(line, tuple(findings[line]), row))
    return found
