"""One table of the run board: where its file stands, drawn from schedule, runs, files and the folder where files arrive."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.imports import inbox
from yinqiao.platform.imports.arrivals import arrivals
from yinqiao.platform.imports.choices import BatchStatus, FileState, LineState
from yinqiao.platform.imports.engine.locks import running_sources
from yinqiao.platform.imports.models import ImportBatch, ImportFile, ImportSchedule
from yinqiao.platform.imports.profile import Profile
from yinqiao.platform.imports.queries.batches import BatchLine, batch_lines
from yinqiao.platform.imports.queries.figures import (
    FileLine,
    Totals,
    file_line,
    profile_or_none,
    totals_of,
)

ONE_DAY = timedelta(days=1)
TONES = {
    LineState.LOADED: ("ok", "circle-check"),
    LineState.LACKING: ("d", "alert-triangle"),
    LineState.REFUSED: ("d", "alert-circle"),
    LineState.LATE: ("d", "clock"),
    LineState.INTERRUPTED: ("w", "alert-triangle"),
    LineState.ARRIVED: ("a", "inbox"),
    LineState.RUNNING: ("a", "loader-2"),
}
_NOT_HERE = frozenset({LineState.EXPECTED, LineState.LATE, LineState.ABSENT, LineState.LACKING})


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One table of a profile for the batch date; `waits_for` are the titles of tables it comes after that are not in yet."""

    table: str
    title: str
    state: LineState
    expected_at: datetime | None
    arrived_at: datetime | None
    is_optional: bool
    names: tuple[str, ...]
    totals: Totals
    has_sum: bool
    batch_id: int | None
    reason: str
    waits_for: tuple[str, ...] = ()

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        return TONES.get(self.state, ("o", ""))[0]

    @property
    def icon(self) -> str:
        """The icon of its tag."""
        return TONES.get(self.state, ("o", ""))[1]

    @property
    def is_here(self) -> bool:
        """Tell whether its files have come."""
        return self.state not in _NOT_HERE


@dataclass(frozen=True, slots=True)
class BoardProfile:
    """One profile for the batch date. `batch` is its newest run, None before one; `can_run`: files lie ready that no run has taken."""

    profile: str
    title: str
    source: str
    lines: tuple[BoardLine, ...]
    batch: BatchLine | None
    can_run: bool

    @property
    def is_running(self) -> bool:
        """Tell whether a process works on it right now."""
        return any(line.state == LineState.RUNNING for line in self.lines)

    @property
    def expected(self) -> int:
        """Tables that must come."""
        return sum(not line.is_optional for line in self.lines)

    @property
    def here(self) -> int:
        """Tables that must come and have come."""
        return sum(line.is_here for line in self.lines if not line.is_optional)


class Drawer:
    """What the lines of one board are drawn from, read once."""

    def __init__(
        self, runs: Sequence[ImportBatch], wanted: Sequence[str], *, day: date, now: datetime
    ) -> None:
        self._day = day
        self._now = now
        self._runs = {batch.pk: batch for batch in runs}
        running = [batch.source for batch in runs if batch.status == BatchStatus.RUNNING]
        self._alive = running_sources(running, using="default") if running else set()
        self._files = self._newest_files()
        usual = ImportBatch.objects.filter(profile__in=wanted).exclude(
            folder__startswith=str(inbox.root())
        )
        self._folders = {
            batch.profile: Path(batch.folder)
            for batch in usual.order_by("profile", "-id").distinct("profile")
        }

    def _newest_files(self) -> dict[tuple[str, str], list[ImportFile]]:
        """Return the files of each table as the newest run that had any left them."""
        found: dict[tuple[str, str], list[ImportFile]] = {}
        for file in ImportFile.objects.filter(batch__in=list(self._runs)).order_by(
            "-batch", "position"
        ):
            key = (self._runs[file.batch_id].profile, file.table_name)
            before = found.get(key)
            if before is None or (
                before[0].state == FileState.MISSING and file.state != FileState.MISSING
            ):
                found[key] = [file]
            elif before[0].batch_id == file.batch_id:
                before.append(file)
        return found

    def all_files(self) -> list[FileLine]:
        """Return every file of the day."""
        return [
            file_line(file, profile_or_none(profile))
            for (profile, _table), files in self._files.items()
            for file in files
        ]

    def profile(
        self, name: str, schedule: Sequence[ImportSchedule], runs: Sequence[ImportBatch]
    ) -> BoardProfile:
        """Draw one profile."""
        profile = profile_or_none(name)
        lines = [self._line(row, profile, has_run=bool(runs)) for row in schedule]
        titles = {line.table: line.title for line in lines if line.state != LineState.LOADED}
        placed = [
            replace(line, waits_for=tuple(titles[table] for table in row.after if table in titles))
            if line.state != LineState.LOADED
            else line
            for row, line in zip(schedule, lines, strict=True)
        ]
        return BoardProfile(
            profile=name,
            title=profile.title if profile is not None else name,
            source=schedule[0].source,
            lines=tuple(placed),
            batch=batch_lines(runs[:1])[0] if runs else None,
            can_run=any(line.state == LineState.ARRIVED for line in placed),
        )

    def _line(self, row: ImportSchedule, profile: Profile | None, *, has_run: bool) -> BoardLine:
        files = self._files.get((row.profile, row.table_name), [])
        here = [file for file in files if file.state != FileState.MISSING]
        lines = [file_line(file, profile) for file in here]
        due = self._due(row)
        names, arrived_at = (
            tuple(line.name for line in lines),
            max((line.arrived_at for line in lines if line.arrived_at), default=None),
        )
        reason = next((line.reason for line in lines if line.reason), "")
        if here:
            state = self._state_here(here)
            lacking = [file.name for file in files if file.state == FileState.MISSING]
            if lacking and state == LineState.LOADED:
                state = LineState.LACKING
                reason = reason or _("Did not come: {names}").format(names="、".join(lacking))
        else:
            names, arrived_at = self._lying_ready(row, profile)
            state = LineState.ARRIVED if names else self._state_absent(row, due, has_run=has_run)
        return BoardLine(
            table=row.table_name,
            title=row.title,
            state=state,
            expected_at=due,
            arrived_at=arrived_at,
            is_optional=row.is_optional,
            names=names,
            totals=totals_of(lines),
            has_sum=any(line.difference is not None for line in lines),
            batch_id=here[0].batch_id if here else None,
            reason=reason,
        )

    def _due(self, row: ImportSchedule) -> datetime | None:
        if row.expected_by is None:
            return None
        return datetime.combine(self._day + ONE_DAY, row.expected_by, tzinfo=clock.BANK_ZONE)

    def _state_here(self, files: Sequence[ImportFile]) -> LineState:
        states = {file.state for file in files}
        if FileState.REFUSED in states:
            return LineState.REFUSED
        if states <= {FileState.FINISHED, FileState.SAME}:
            return LineState.LOADED
        batch = self._runs[files[0].batch_id]
        is_alive = batch.status == BatchStatus.RUNNING and batch.source in self._alive
        return LineState.RUNNING if is_alive else LineState.INTERRUPTED

    def _state_absent(
        self, row: ImportSchedule, due: datetime | None, *, has_run: bool
    ) -> LineState:
        is_over = due < self._now if due is not None else has_run
        if not is_over:
            return LineState.EXPECTED
        return LineState.ABSENT if row.is_optional or due is None else LineState.LATE

    def _lying_ready(
        self, row: ImportSchedule, profile: Profile | None
    ) -> tuple[tuple[str, ...], datetime | None]:
        """Return names and newest writing time of files that lie in the usual folder and that no run has taken."""
        folder = self._folders.get(row.profile)
        table = (
            next((one for one in profile.tables if one.name == row.table_name), None)
            if profile
            else None
        )
        if folder is None or profile is None or table is None:
            return (), None
        paths = [arrival.path for arrival in arrivals(folder, profile, table=table, on=self._day)]
        stamps = [
            datetime.fromtimestamp(path.stat().st_mtime, tz=clock.BANK_ZONE) for path in paths
        ]
        return tuple(path.name for path in paths), max(stamps, default=None)
