"""The run board: for one batch date each file expected, arrived, late, loaded, refused; and how fresh each source is (D40)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yinqiao.platform.actor import Actor
from yinqiao.platform.clock import BANK_ZONE
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import BatchStatus, FileState
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportSchedule
from yinqiao.platform.imports.reading.allowed import require

EXPECTED = "expected"
LATE = "late"
OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One table on one batch date. `state` is a FileState, or EXPECTED, LATE, OPTIONAL where nothing has come.

    `due_at` is when it must be there, `after` the tables it waits for; `runs` counts the runs of the date.
    """

    profile: str
    source: str
    table: str
    title: str
    state: str
    due_at: datetime | None
    arrived_at: datetime | None
    is_late: bool
    after: tuple[str, ...]
    files: int
    rows: int
    rejected: int
    reason: str
    batch_id: int | None
    runs: int


@dataclass(frozen=True, slots=True)
class Freshness:
    """The last batch date of a source that was loaded completely, and any later one that was not."""

    source: str
    complete_on: date | None
    finished_at: datetime | None
    pending_on: date | None


def run_board(*, actor: Actor, now: datetime, on: date, profile: str = "") -> Sequence[BoardLine]:
    """Return the board of batch date `on`, of one profile or of all, in loading order."""
    require(actor, policies.VIEW)
    expected = (
        ImportSchedule.objects.filter(profile=profile) if profile else ImportSchedule.objects.all()
    )
    batches = (
        ImportBatch.objects.filter(batch_on=on).exclude(status=BatchStatus.UNDONE).order_by("id")
    )
    runs: dict[str, list[ImportBatch]] = {}
    for batch in batches:
        runs.setdefault(batch.profile, []).append(batch)
    files: dict[tuple[str, str], list[ImportFile]] = {}
    for name, group in runs.items():
        for file in ImportFile.objects.filter(batch=group[-1]):
            files.setdefault((name, file.table_name), []).append(file)
    return [
        _line(
            row,
            files.get((row.profile, row.table_name), []),
            runs=len(runs.get(row.profile, [])),
            on=on,
            now=now,
        )
        for row in expected
    ]


def _line(
    row: ImportSchedule, files: list[ImportFile], *, runs: int, on: date, now: datetime
) -> BoardLine:
    due_at = _due_at(on, row.expected_by)
    has_come = [file for file in files if file.state != FileState.MISSING]
    arrived_at = max(
        (file.arrived_at for file in has_come if file.arrived_at is not None), default=None
    )
    is_late = due_at is not None and not row.is_optional and (arrived_at or now) > due_at
    told = next((file for file in files if file.reason), None)
    return BoardLine(
        profile=row.profile,
        source=row.source,
        table=row.table_name,
        title=row.title,
        state=_state(row, has_come, is_late=is_late),
        due_at=due_at,
        arrived_at=arrived_at,
        is_late=is_late,
        after=tuple(row.after),
        files=len(has_come),
        rows=sum(file.rows for file in has_come),
        rejected=sum(file.rejected for file in has_come),
        reason=told.reason if told is not None else "",
        batch_id=files[0].batch_id if files else None,
        runs=runs,
    )


def _state(row: ImportSchedule, has_come: list[ImportFile], *, is_late: bool) -> str:
    if not has_come:
        return OPTIONAL if row.is_optional else LATE if is_late else EXPECTED
    order = (
        FileState.REFUSED,
        FileState.LOADING,
        FileState.WAITING,
        FileState.VERIFIED,
        FileState.LOADED,
        FileState.FINISHED,
        FileState.SAME,
    )
    states = {file.state for file in has_come}
    return next(str(state) for state in order if state in states)


def _due_at(on: date, expected_by: time | None) -> datetime | None:
    return (
        datetime.combine(on + timedelta(days=1), expected_by, BANK_ZONE)
        if expected_by is not None
        else None
    )


def freshness(*, actor: Actor) -> Sequence[Freshness]:
    """Return how fresh each source is."""
    require(actor, policies.VIEW)
    found = []
    for source in (
        ImportBatch.objects.order_by("source").values_list("source", flat=True).distinct()
    ):
        batches = ImportBatch.objects.filter(source=source).exclude(status=BatchStatus.UNDONE)
        done = batches.filter(status=BatchStatus.DONE).order_by("-batch_on", "-id").first()
        later = batches.exclude(status=BatchStatus.DONE).order_by("-batch_on").first()
        is_pending = later is not None and (done is None or later.batch_on > done.batch_on)
        found.append(
            Freshness(
                source=source,
                complete_on=done.batch_on if done else None,
                finished_at=done.finished_at if done else None,
                pending_on=later.batch_on if later is not None and is_pending else None,
            )
        )
    return found
