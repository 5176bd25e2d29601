"""Holds every file of a table against its control file before the first of its rows is loaded."""

from django.db import transaction

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.choices import FileState
from yinqiao.platform.imports.control import count, read_control, verify
from yinqiao.platform.imports.decoding import reading_plan
from yinqiao.platform.imports.engine.checkers import begins_with_operation
from yinqiao.platform.imports.engine.gathering import GatheredFile, GatheredTable
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.engine.run import Run
from yinqiao.platform.imports.models import ImportFile
from yinqiao.platform.imports.profile.shapes import Column
from yinqiao.platform.imports.reasons import FileRefused


def summed_column(gathered: GatheredTable) -> Column | None:
    """Return the control column of a table."""
    table = gathered.table
    return next((column for column in table.columns if column.name == table.control_sum), None)


def verify_files(run: Run, gathered: GatheredTable, files: list[ImportFile]) -> bool:
    """Check every file; one that is refused keeps the whole table out. Return whether the table may be loaded."""
    refused: ImportFile | None = None
    for arrived, file in zip(gathered.files, files, strict=True):
        if file.state != FileState.WAITING:
            continue
        run.progress(file, "verify")
        try:
            _verify(run, gathered, arrived=arrived, file=file)
            file.state = FileState.VERIFIED
        except FileRefused as refusal:
            refuse(file, refusal)
            refused = file
    if refused is not None:
        for file in files:
            if file.state == FileState.VERIFIED:
                refuse(file, FileRefused(reasons.TABLE_REFUSED, name=refused.name))
    with transaction.atomic(using=LOADER):
        for file in files:
            run.save(file)
    return refused is None and all(file.state != FileState.REFUSED for file in files)


def refuse(file: ImportFile, refusal: FileRefused) -> None:
    """Mark a file as refused as a whole."""
    file.state, file.code, file.reason = FileState.REFUSED, refusal.code, refusal.message[:500]


def _verify(run: Run, gathered: GatheredTable, *, arrived: GatheredFile, file: ImportFile) -> None:
    if arrived.refusal is not None or arrived.facts is None:
        raise arrived.refusal or FileRefused(reasons.NOT_READABLE, detail="")
    table, summed = gathered.table, summed_column(gathered)
    plan = reading_plan(
        run.profile, table, with_operation=begins_with_operation(table, gathered.mode)
    )
    # Without a control file too: a file that cannot be read to its end is refused before its first row is loaded.
    counted = count(arrived.path, plan, summed)
    control = run.profile.control_of(table)
    path = arrived.arrival.control
    if control is None or path is None or (not control.required and not path.is_file()):
        return
    said = read_control(path)
    file.has_control, file.control_rows, file.control_sum = True, said.rows, said.sum
    verify(said, arrived.facts, counted, on=run.on, summed=summed)
