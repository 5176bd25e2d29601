"""Rows out of quarantine: mended, skipped, run again through the same checks into the same target."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
from django.db import connections
from django.db.models import F
from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.crypto import fields
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import DomainError, InvalidInput, NotFound, StaleVersion
from yinqiao.platform.imports import owners, policies
from yinqiao.platform.imports.checking.checker import SUM, Checker
from yinqiao.platform.imports.checking.findings import WHOLE_ROW, Finding, FoundRow
from yinqiao.platform.imports.choices import FileState, Level, QuarantineState
from yinqiao.platform.imports.control import in_own_unit
from yinqiao.platform.imports.decoding import LINE, RawChunk
from yinqiao.platform.imports.engine import codes, quarantine
from yinqiao.platform.imports.engine.checkers import References, table_plan, target_of
from yinqiao.platform.imports.engine.limits import age_limits
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.engine.pieces import total
from yinqiao.platform.imports.engine.retyping import column_problems
from yinqiao.platform.imports.engine.writing import write_rows
from yinqiao.platform.imports.events import RowsMended
from yinqiao.platform.imports.models import ImportBatch, ImportFile, QuarantineRow
from yinqiao.platform.imports.ports import Batch, Mode, Rejection
from yinqiao.platform.imports.profile import find_profile
from yinqiao.platform.imports.profile.shapes import Profile, Table
from yinqiao.platform.imports.profile.validation import OPERATION
from yinqiao.platform.imports.reasons import DUPLICATE_KEY
from yinqiao.platform.imports.words import column_title

MAX_ROWS = 10_000
ROW_TYPE = "imports.quarantine_row"
_LIVE = (QuarantineState.OPEN, QuarantineState.MENDED)


class RowSettled(DomainError):
    """The row has been loaded, skipped or closed already."""

    code = "QUARANTINE_ROW_SETTLED"
    status = 409


class ValueRefused(InvalidInput):
    """A new value cannot be right: `fields` names the columns with the reason."""

    code = "QUARANTINE_VALUE_REFUSED"


class TableLoadedSince(DomainError):
    """A later batch has loaded the table: an old row must not overwrite it."""

    code = "IMPORT_TABLE_LOADED_SINCE"
    status = 409


@dataclass(slots=True)
class RerunResult:
    """What became of rows run again: `loaded` went in, `still_bad` stay with new reasons."""

    loaded: int = 0
    still_bad: int = 0
    tables: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)


@use_case("imports.row-mended", permission=policies.MEND)
def mend_row(
    unit: Unit, *, actor: Actor, now: datetime, row_id: int, version: int, values: Mapping[str, str]
) -> QuarantineRow:
    """Put new texts for some columns of a row, each checked by itself; the row is checked when run again.

    Raise StaleVersion, RowSettled, ValueRefused, InvalidInput.
    """
    rows = QuarantineRow.objects.select_related("batch").select_for_update(of=("self",))
    rows = rows.filter(policies.visible_to(actor), level=Level.ERROR)
    row = rows.filter(pk=row_id).first()
    if row is None:
        raise NotFound(_("There is no such row."))
    if row.version != version:
        raise StaleVersion(_("Somebody has worked on this row since you opened it."))
    if row.state not in _LIVE:
        raise RowSettled(_("This row is settled."))
    raw = quarantine.open_raw(row)
    profile = find_profile(row.batch.profile)
    table = profile.table(row.table_name)
    known = [column.name for column in table.columns]
    # The run may have been one of changes, whose files begin with an operation.
    known += [OPERATION] if OPERATION in raw and OPERATION not in known else []
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise InvalidInput(
            _("There is no column {name}.").format(name=", ".join(unknown)),
            fields=dict.fromkeys(unknown, _("unknown")),
        )
    mended = {name: raw.get(name) for name in known} | {
        name: text or None for name, text in values.items()
    }
    _check_reach(actor, table, row=row, values=values)
    _check_values(profile, table, mended, values=values, on=row.batch.batch_on, now=now)
    row.raw_token = fields.encrypt(quarantine.FIELD, row.pk, json.dumps(mended, ensure_ascii=False))
    row.state, row.settled_at, row.settled_by, row.version = (
        QuarantineState.MENDED,
        now,
        actor.name,
        row.version + 1,
    )
    row.save(update_fields=["raw_token", "state", "settled_at", "settled_by", "version"])
    unit.audit(
        ObjectRef(ROW_TYPE, row.pk),
        new={"columns": sorted(values)},
        detail={"table": row.table_name, "line": row.line},
    )
    return row


def _check_unit(actor: Actor, values: Mapping[str, str]) -> None:
    """Raise ValueRefused where a row would go to a unit that the actor has no say in."""
    code = values.get(quarantine.ORG_COLUMN)
    if code is not None and not policies.may_place_in(actor, code):
        text = _("Only your own unit and those below it.")
        raise ValueRefused(text, fields={quarantine.ORG_COLUMN: text})


def _check_reach(
    actor: Actor, table: Table, *, row: QuarantineRow, values: Mapping[str, str]
) -> None:
    """Raise ValueRefused where a branch would push a row out of its reach, or point it at another's object."""
    if actor.can(policies.QUARANTINE):
        return
    _check_unit(actor, values)
    target = target_of(table)
    at_fault = {finding["column"] for finding in row.findings}
    problems = {}
    for name in sorted(owners.fixed_columns(table, target) & values.keys()):
        if name not in at_fault:
            problems[name] = _("It tells whose the row is; only the data steward changes it.")
        elif not owners.may_name(actor, table, target=target, column=name, text=values[name]):
            problems[name] = _("No such number in your units; leave the row to the data steward.")
    if problems:
        raise ValueRefused(next(iter(problems.values())), fields=problems)


def _check_values(
    profile: Profile,
    table: Table,
    mended: Mapping[str, str | None],
    *,
    values: Mapping[str, str],
    on: date,
    now: datetime,
) -> None:
    """Raise ValueRefused where one of the new `values` cannot be right."""
    found = column_problems(profile, table, texts=mended, on=on, today=clock.bank_date(now))
    problems = {name: "；".join(found[name]) for name in values if name in found}
    if problems:
        name, reason = next(iter(problems.items()))
        raise ValueRefused(f"{column_title(name)}：{reason}", fields=problems)


@use_case("imports.rows-skipped", permission=policies.QUARANTINE)
def skip_rows(
    unit: Unit, *, actor: Actor, now: datetime, row_ids: Sequence[int], reason: str
) -> int:
    """Leave rows out for good; `reason` says why. Return how many."""
    rows = QuarantineRow.objects.filter(
        pk__in=row_ids[:MAX_ROWS], level=Level.ERROR, state__in=_LIVE
    )
    count = rows.update(
        state=QuarantineState.SKIPPED,
        settled_at=now,
        settled_by=actor.name,
        version=F("version") + 1,
    )
    unit.audit(None, reason=reason, detail={"rows": count, "ids": list(row_ids[:100])})
    return count


@use_case("imports.rows-run-again", permission=policies.QUARANTINE, using=LOADER)
def rerun_rows(unit: Unit, *, actor: Actor, now: datetime, row_ids: Sequence[int]) -> RerunResult:
    """Check and load rows of one batch again, in one transaction. Raise TableLoadedSince, InvalidInput for rows of several batches."""
    rows = list(
        QuarantineRow.objects.using(LOADER)
        .select_for_update()
        .filter(pk__in=row_ids[:MAX_ROWS], level=Level.ERROR, state__in=_LIVE)
        .order_by("line")
    )
    batches = {row.batch_id for row in rows}
    if len(batches) != 1:
        raise InvalidInput(_("Choose open rows of one batch."))
    batch = ImportBatch.objects.using(LOADER).get(pk=batches.pop())
    profile = find_profile(batch.profile)
    result = RerunResult()
    for file in (
        ImportFile.objects.using(LOADER)
        .select_for_update()
        .filter(pk__in={row.file_id for row in rows})
    ):
        _FileRerun(profile, batch, file=file, actor=actor, now=now).run(
            [row for row in rows if row.file_id == file.pk], result
        )
    ImportBatch.objects.using(LOADER).filter(pk=batch.pk).update(
        accepted=F("accepted") + result.loaded, rejected=F("rejected") - result.loaded
    )
    unit.audit(
        ObjectRef("imports.batch", batch.pk),
        new={"loaded": result.loaded, "still_bad": result.still_bad},
    )
    if result.loaded:
        unit.publish(
            RowsMended(
                batch_id=batch.pk,
                source=batch.source,
                profile=batch.profile,
                batch_on=batch.batch_on,
                tables=tuple(sorted(result.tables)),
                targets=tuple(sorted(result.targets)),
                rows=result.loaded,
            )
        )
    return result


class _FileRerun:
    """Runs the rows of one file again."""

    def __init__(
        self, profile: Profile, batch: ImportBatch, *, file: ImportFile, actor: Actor, now: datetime
    ) -> None:
        self._batch = batch
        self._file = file
        self._actor = actor
        self._now = now
        self._table = profile.table(file.table_name)
        self._target = target_of(self._table)
        self._checker = Checker(
            table_plan(
                profile,
                self._table,
                mode=_mode(file, self._table),
                codes=codes.maps_on(profile, batch.batch_on),
                references=References(is_dry_run=False),
                folder=Path(batch.folder),
                on=batch.batch_on,
                ages=age_limits(clock.bank_date(now)),
            )
        )

    def run(self, rows: Sequence[QuarantineRow], result: RerunResult) -> None:
        self._check_newest()
        ready = [row for row in rows if not self._is_unready(row)]
        raws = [{LINE: row.line, **quarantine.open_raw(row)} for row in ready]
        names = [
            column.name
            for column in self._checker.plan.columns
            if column.name in self._file_columns()
        ]
        frame = pl.DataFrame(
            raws, schema={LINE: pl.UInt32, **dict.fromkeys(names, pl.String)}, orient="row"
        )
        checked = self._checker.check(RawChunk(frame))
        batch = Batch(
            id=self._batch.pk,
            source=self._batch.source,
            profile=self._batch.profile,
            on=self._batch.batch_on,
            known_at=self._batch.known_at,
            chunk=f"again-{rows[0].pk}",
        )
        written = write_rows(
            self._target, batch, table=self._table.name, frame=checked.good.drop(SUM, strict=False)
        )
        self._target.finish(
            batch=batch, table=self._table.name, mode="delta", connection=connections[LOADER]
        )
        bad = {row.line: row for row in checked.rejected} | _refused(written.rejected)
        loaded = [row for row in ready if row.line not in bad]
        accepted = checked.good.filter(pl.col(LINE).is_in([row.line for row in loaded]))
        self._settle(ready, bad)
        self._count(
            len(loaded),
            in_own_unit(total(accepted), self._checker.plan.summed),
            inserted=written.inserted,
            updated=written.updated,
        )
        result.loaded += len(loaded)
        result.still_bad += len(rows) - len(loaded)
        if loaded:
            result.tables.add(self._table.name)
            result.targets.add(self._table.target)

    def _file_columns(self) -> set[str]:
        return {column.name for column in self._table.columns} | {OPERATION}

    def _is_unready(self, row: QuarantineRow) -> bool:
        """A row that was never split, and a repeated key, must be mended first."""
        return row.state == QuarantineState.OPEN and (
            WHOLE_ROW in quarantine.open_raw(row) or row.code == DUPLICATE_KEY.code
        )

    def _check_newest(self) -> None:
        if self._table.mode == "append":
            return
        later = ImportFile.objects.using(LOADER).filter(
            batch__profile=self._batch.profile,
            batch__id__gt=self._batch.pk,
            table_name=self._table.name,
            state=FileState.FINISHED,
        )
        if later.exclude(batch__status="undone").exists():
            raise TableLoadedSince(
                _("A later batch has loaded {table}; its rows hold now.").format(
                    table=self._table.title
                )
            )

    def _settle(self, rows: Sequence[QuarantineRow], bad: Mapping[int, FoundRow]) -> None:
        for row in rows:
            found = bad.get(row.line)
            row.version += 1
            row.settled_at, row.settled_by = self._now, self._actor.name
            if found is None:
                row.state = QuarantineState.LOADED
            else:
                again = quarantine.quarantine_row(
                    self._file, found, self._checker.plan, now=self._now, level=Level.ERROR
                )
                row.state = QuarantineState.OPEN
                row.column, row.code, row.message, row.findings = (
                    again.column,
                    again.code,
                    again.message,
                    again.findings,
                )
                row.excerpt = again.excerpt or row.excerpt
            row.save(using=LOADER)

    def _count(self, loaded: int, amount: Decimal, *, inserted: int, updated: int) -> None:
        file = self._file
        file.accepted += loaded
        file.rejected -= loaded
        file.inserted += inserted
        file.updated += updated
        file.sum_accepted += amount
        file.save(using=LOADER)


def _mode(file: ImportFile, table: Table) -> Mode:
    """Return how the file was loaded: a full table may have come as changes."""
    return "delta" if file.mode == "delta" else table.mode


def _refused(rejections: Sequence[Rejection]) -> dict[int, FoundRow]:
    return {
        one.line: FoundRow(one.line, (Finding(one.column, one.code, one.message),), {})
        for one in rejections
    }
