"""The run board: for one batch date, which file of which table is expected, late, here, loaded, refused (D40)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit.use_cases import require
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import BatchStatus, LineState
from yinqiao.platform.imports.models import ImportBatch, ImportSchedule
from yinqiao.platform.imports.queries.batches import VERB, BatchLine, batch_lines
from yinqiao.platform.imports.queries.board_lines import ONE_DAY, BoardProfile, Drawer
from yinqiao.platform.imports.queries.figures import (
    Totals,
    offered_profiles,
    profile_title,
    totals_of,
)
from yinqiao.platform.imports.queries.freshness import SourceAge, age_of, whole_batches

RowT = TypeVar("RowT")
HISTORY = 8


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one batch date. `unused` are profiles that have never run, as (id, title)."""

    on: date
    profiles: tuple[BoardProfile, ...]
    totals: Totals
    ages: tuple[SourceAge, ...]
    history: tuple[BatchLine, ...]
    unused: tuple[tuple[str, str], ...]

    @property
    def expected(self) -> int:
        """Tables that must come."""
        return sum(profile.expected for profile in self.profiles)

    @property
    def here(self) -> int:
        """Tables that must come and have come."""
        return sum(profile.here for profile in self.profiles)

    def count(self, state: LineState) -> int:
        """Return how many tables are in `state`."""
        return sum(line.state == state for profile in self.profiles for line in profile.lines)

    @property
    def late(self) -> int:
        """Tables that should be here and are not."""
        return self.count(LineState.LATE)

    @property
    def refused(self) -> int:
        """Tables whose file was refused."""
        return self.count(LineState.REFUSED)


def board(*, actor: Actor, now: datetime, on: date | None = None) -> Board:
    """Return the board of `on` (default: the day whose files are due now, or a newer one that has come already)."""
    require(actor, policies.VIEW, verb=VERB)
    ages = source_ages(now)
    day = on or max([clock.bank_date(now) - ONE_DAY, *(age.data_on for age in ages)])
    schedule = _grouped(ImportSchedule.objects.all(), lambda row: row.profile)
    runs = _grouped(_runs_of(day), lambda batch: batch.profile)
    wanted = [
        name
        for name, rows in schedule.items()
        if name in runs or any(row.expected_by for row in rows)
    ]
    drawer = Drawer([batch for group in runs.values() for batch in group], wanted, day=day, now=now)
    found = tuple(drawer.profile(name, schedule[name], runs.get(name, [])) for name in wanted)
    return Board(
        on=day,
        profiles=found,
        totals=totals_of(drawer.all_files()),
        ages=ages,
        history=tuple(batch_lines(list(ImportBatch.objects.all()[:HISTORY]))),
        unused=tuple(
            (one.profile, one.title) for one in offered_profiles() if one.profile not in schedule
        ),
    )


def _grouped(rows: Iterable[RowT], key: Callable[[RowT], str]) -> dict[str, list[RowT]]:
    found: dict[str, list[RowT]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def _runs_of(day: date) -> list[ImportBatch]:
    return list(
        ImportBatch.objects.filter(batch_on=day).exclude(status=BatchStatus.UNDONE).order_by("-id")
    )


def source_ages(now: datetime) -> tuple[SourceAge, ...]:
    """Return how fresh the data of each profile is, by its newest whole batch."""
    newest = whole_batches().order_by("profile", "-batch_on", "-id").distinct("profile")
    today = clock.bank_date(now)
    historic = {profile.profile for profile in offered_profiles() if profile.historic}
    return tuple(
        SourceAge(
            source=batch.source,
            profile=batch.profile,
            title=profile_title(batch.profile),
            data_on=batch.batch_on,
            finished_at=batch.finished_at,
            # What is of long ago by nature does not get stale.
            age=0 if batch.profile in historic else age_of(batch.batch_on, today=today),
        )
        for batch in newest
    )
