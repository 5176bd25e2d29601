"""The batch and file rows of a run: made new, taken up again, or found done already."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.db.models import Max

from yinqiao.platform.actor import Actor
from yinqiao.platform.imports.arrivals import written_name
from yinqiao.platform.imports.choices import BatchStatus, FileState, QuarantineState
from yinqiao.platform.imports.engine.gathering import GatheredTable
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportSchedule, QuarantineRow
from yinqiao.platform.imports.ports import Mode
from yinqiao.platform.imports.profile.shapes import Profile
from yinqiao.platform.imports.reasons import LOADED_LATER, MOSTLY_UNKNOWN, WITHHELD

ENDED = (BatchStatus.DONE, BatchStatus.PARTIAL)
IN_TABLES = (FileState.LOADING, FileState.LOADED, FileState.FINISHED, FileState.SAME)
COUNTS = (
    "rows",
    "accepted",
    "rejected",
    "warned",
    "folded",
    "inserted",
    "updated",
    "unchanged",
    "deleted",
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A batch with its files by table. `is_done`: the same files were run to the end before. `is_rerun`: others of this date were."""

    batch: ImportBatch
    files: dict[str, list[ImportFile]]
    is_done: bool = False
    is_rerun: bool = False


def new_batch(
    profile: Profile,
    *,
    actor: Actor,
    now: datetime,
    on: date,
    folder: Path,
    mode: Mode | None,
    digest: str,
) -> ImportBatch:
    """Return an unsaved batch."""
    return ImportBatch(
        source=profile.source,
        profile=profile.profile,
        profile_version=profile.version,
        batch_on=on,
        status=BatchStatus.RUNNING,
        mode=mode or "",
        manifest=digest,
        folder=str(folder.resolve()),
        known_at=now,
        started_at=now,
        actor_no=actor.staff_no,
        actor_name=actor.name,
    )


def new_files(batch: ImportBatch, tables: Iterable[GatheredTable]) -> dict[str, list[ImportFile]]:
    """Return unsaved file rows for every table: one per file and per part that is lacking, or a single one for a table without any."""
    found = {}
    for position, gathered in enumerate(tables):
        count = max(len(gathered.files) + len(gathered.lacking), 1)
        found[gathered.table.name] = [
            _new_file(batch, gathered, table_position=position, number=number)
            for number in range(count)
        ]
    return found


def _new_file(
    batch: ImportBatch, gathered: GatheredTable, *, table_position: int, number: int
) -> ImportFile:
    table = gathered.table
    file = ImportFile(
        batch=batch,
        table_name=table.name,
        title=table.title,
        target=table.target,
        mode=gathered.mode,
        table_position=table_position,
        position=number,
        sum_column=table.control_sum or "",
    )
    if number < len(gathered.files):
        arrived = gathered.files[number]
        file.name, file.bytes, file.arrived_at = (
            arrived.path.name,
            arrived.stamp[0],
            arrived.arrived_at,
        )
        file.sha256 = arrived.facts.sha256 if arrived.facts is not None else ""
    elif table.file is not None:
        file.state = FileState.MISSING
        lacking = gathered.lacking or [written_name(table.file, batch.batch_on)]
        file.name = lacking[number - len(gathered.files)]
    return file


def open_batch(fresh: ImportBatch, tables: Sequence[GatheredTable]) -> Opened:
    """Store `fresh`, or take up an earlier batch of the same files: ended (nothing to do) or broken off (go on)."""
    with transaction.atomic(using=LOADER):
        batches = ImportBatch.objects.using(LOADER).select_for_update()
        earlier = list(
            batches.filter(source=fresh.source, batch_on=fresh.batch_on)
            .exclude(status=BatchStatus.UNDONE)
            .order_by("-id")
        )
        last = next((batch for batch in earlier if batch.profile == fresh.profile), None)
        if last is not None and _is_same_run(last, fresh):
            return _taken_up(last, earlier)
        batches.filter(source=fresh.source, status=BatchStatus.RUNNING).update(
            status=BatchStatus.FAILED, finished_at=fresh.started_at, error="中断后改由新的批次装载"
        )
        fresh.supersedes = last
        fresh.is_first_load = not _has_loaded_before(fresh)
        fresh.save(using=LOADER)
        files = new_files(fresh, tables)
        for gathered in tables:
            _mark_same(files[gathered.table.name], last)
        ImportFile.objects.using(LOADER).bulk_create(
            [file for group in files.values() for file in group]
        )
        _close_quarantine(files, last)
        return Opened(fresh, files, is_rerun=_are_in_tables(earlier))


def _is_same_run(last: ImportBatch, fresh: ImportBatch) -> bool:
    """Tell whether `fresh` has nothing to add to `last`.

    The same files may be looked at again where ends were withheld, where what a table refers to may have come since, and where the later
    batch that kept a table out is gone.
    """
    if last.manifest != fresh.manifest or last.mode != fresh.mode:
        return False
    if last.status not in ENDED:
        return True
    files = ImportFile.objects.using(LOADER).filter(batch=last)
    overtaken = files.filter(code=LOADED_LATER.code).values_list("table_name", flat=True)
    is_open_again = any(loaded_later(last, table) is None for table in set(overtaken))
    waiting = {*WITHHELD, MOSTLY_UNKNOWN.code}
    return not (is_open_again or files.filter(code__in=waiting).exists())


def _taken_up(batch: ImportBatch, earlier: Sequence[ImportBatch]) -> Opened:
    files: dict[str, list[ImportFile]] = {}
    for file in ImportFile.objects.using(LOADER).filter(batch=batch):
        files.setdefault(file.table_name, []).append(file)
    is_done = batch.status in ENDED
    if not is_done:
        batch.status, batch.error, batch.finished_at = BatchStatus.RUNNING, "", None
        batch.save(using=LOADER, update_fields=["status", "error", "finished_at"])
        for file in (file for group in files.values() for file in group):
            if file.state in (FileState.REFUSED, FileState.VERIFIED):
                file.state, file.code, file.reason = FileState.WAITING, "", ""
    return Opened(
        batch,
        files,
        is_done,
        is_rerun=_are_in_tables([other for other in earlier if other.pk != batch.pk]),
    )


def _has_loaded_before(fresh: ImportBatch) -> bool:
    others = (
        ImportBatch.objects.using(LOADER)
        .filter(source=fresh.source)
        .exclude(status=BatchStatus.UNDONE)
    )
    return ImportFile.objects.using(LOADER).filter(batch__in=others, state__in=IN_TABLES).exists()


def _are_in_tables(batches: Sequence[ImportBatch]) -> bool:
    return (
        ImportFile.objects.using(LOADER)
        .filter(batch__in=[batch.pk for batch in batches], state__in=IN_TABLES)
        .exists()
    )


def loaded_later(fresh: ImportBatch, table: str) -> date | None:
    """Return the latest batch date after that of `fresh` of which rows are in `table`, by the same profile; None without any."""
    files = ImportFile.objects.using(LOADER).filter(
        batch__profile=fresh.profile,
        batch__batch_on__gt=fresh.batch_on,
        table_name=table,
        state__in=IN_TABLES,
    )
    files = files.exclude(batch__status=BatchStatus.UNDONE)
    latest: date | None = files.aggregate(latest=Max("batch__batch_on"))["latest"]
    return latest


def _mark_same(files: list[ImportFile], last: ImportBatch | None) -> None:
    """Mark the files of a table that the earlier run of this date loaded in full: they are not loaded again."""
    if last is None or last.status not in ENDED:
        return
    before = list(
        ImportFile.objects.using(LOADER).filter(batch=last, table_name=files[0].table_name)
    )
    was_loaded = bool(before) and all(
        file.state in (FileState.FINISHED, FileState.SAME) and file.code not in WITHHELD
        for file in before
    )
    if not was_loaded or [_identity(file) for file in before] != [
        _identity(file) for file in files
    ]:
        return
    for old, file in zip(before, files, strict=True):
        file.state = FileState.SAME
        for name in (
            *COUNTS,
            "control_rows",
            "control_sum",
            "sum_read",
            "sum_accepted",
            "has_control",
            "checkpoint",
        ):
            setattr(file, name, getattr(old, name))


def _identity(file: ImportFile) -> tuple[str, str, str]:
    return file.name, file.sha256, file.mode


def _close_quarantine(files: dict[str, list[ImportFile]], last: ImportBatch | None) -> None:
    """Rows kept out by the earlier run are closed where their table is loaded anew, and move along where it is not."""
    if last is None:
        return
    rows = QuarantineRow.objects.using(LOADER).filter(
        batch=last, state__in=[QuarantineState.OPEN, QuarantineState.MENDED]
    )
    again = [name for name, group in files.items() if group[0].state == FileState.WAITING]
    rows.filter(table_name__in=again).update(state=QuarantineState.CLOSED)


def recount(batch: ImportBatch, files: Iterable[ImportFile]) -> None:
    """Add up what this run did; unchanged tables do not count."""
    counted = [file for file in files if file.state != FileState.SAME]
    for name in COUNTS:
        setattr(batch, name, sum(getattr(file, name) for file in counted))


def plant_schedule(profile: Profile) -> None:
    """Store which tables are expected by when, as the profile says; a time that people set stays."""
    known = {
        row.table_name: row
        for row in ImportSchedule.objects.using(LOADER).filter(profile=profile.profile)
    }
    for position, table in enumerate(profile.tables):
        if table.file is None:
            continue
        row = known.get(table.name) or ImportSchedule(
            profile=profile.profile, table_name=table.name
        )
        row.source, row.title, row.position = profile.source, table.title, position
        row.is_optional, row.after = table.optional, table.after
        if row.pk is None:
            row.expected_by = table.expected_by or profile.expected_by
        row.save(using=LOADER)
