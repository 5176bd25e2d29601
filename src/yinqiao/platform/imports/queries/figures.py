"""One file of a batch in figures: rows by what became of them, sums in yuan, the difference to what the sender says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports.choices import FileState
from yinqiao.platform.imports.engine.report import difference
from yinqiao.platform.imports.models import ImportBatch, ImportFile
from yinqiao.platform.imports.profile import (
    Profile,
    ProfileInvalid,
    find_profile,
    readable_profiles,
)

CENTS = Decimal(100)
IN_FULL = (FileState.FINISHED, FileState.SAME)
TONES = {
    FileState.REFUSED: "d",
    FileState.MISSING: "w",
    FileState.FINISHED: "ok",
    FileState.SAME: "ok",
    FileState.LOADING: "a",
    FileState.LOADED: "a",
    FileState.VERIFIED: "a",
}
ICONS = {"d": "alert-circle", "w": "clock", "ok": "circle-check", "a": "loader-2"}


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file. Sums and `difference` are in yuan for amounts in 分, else as in the file; None where nothing is summed (or not yet)."""

    table: str
    title: str
    name: str
    state: FileState
    state_label: str
    tone: str
    reason: str
    mode: str
    bytes: int
    rows: int
    accepted: int
    rejected: int
    warned: int
    folded: int
    changed: int
    has_control: bool
    control_rows: int | None
    control_sum: Decimal | None
    sum_read: Decimal | None
    sum_accepted: Decimal | None
    difference: Decimal | None
    arrived_at: datetime | None
    finished_at: datetime | None
    seconds: float

    @property
    def icon(self) -> str:
        """The icon of its state."""
        return ICONS.get(self.tone, "")

    @property
    def rejected_sum(self) -> Decimal | None:
        """What the rows kept out amount to."""
        if self.sum_read is None or self.sum_accepted is None:
            return None
        return self.sum_read - self.sum_accepted

    @property
    def unexplained(self) -> Decimal | None:
        """What is left of the difference when the rows kept out are counted."""
        if self.difference is None or self.rejected_sum is None:
            return None
        return self.difference - self.rejected_sum

    @property
    def row_difference(self) -> int | None:
        """Rows that the sender says minus rows that were read."""
        return (
            self.control_rows - self.rows if self.control_rows is not None and self.is_in else None
        )

    @property
    def is_in(self) -> bool:
        """Tell whether its rows are in the tables."""
        return self.state in IN_FULL


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of several files together."""

    files: int
    loaded: int
    rows: int
    accepted: int
    rejected: int
    warned: int
    difference: Decimal
    unexplained: Decimal
    bytes: int

    @property
    def rejected_share(self) -> Decimal:
        """Rejected rows as a share of those read."""
        return Decimal(self.rejected) / self.rows if self.rows else Decimal(0)


def file_line(file: ImportFile, profile: Profile | None) -> FileLine:
    """Return the figures of `file`; `profile` tells the unit of its control column."""
    unit = sum_unit(profile, file.table_name, file.sum_column)
    is_summed = bool(file.sum_column)
    state = FileState(file.state)
    # Before its rows are in, a file has no difference worth a word.
    found = difference(file) if state in IN_FULL else None
    return FileLine(
        table=file.table_name,
        title=file.title,
        name=file.name,
        state=state,
        state_label=str(state.label),
        tone=TONES.get(state, ""),
        reason=file.reason,
        mode=file.mode,
        bytes=file.bytes,
        rows=file.rows,
        accepted=file.accepted,
        rejected=file.rejected,
        warned=file.warned,
        folded=file.folded,
        changed=file.inserted + file.updated + file.deleted,
        has_control=file.has_control,
        control_rows=file.control_rows,
        control_sum=file.control_sum / unit if file.control_sum is not None else None,
        sum_read=file.sum_read / unit if is_summed else None,
        sum_accepted=file.sum_accepted / unit if is_summed else None,
        difference=found / unit if found is not None else None,
        arrived_at=file.arrived_at,
        finished_at=file.finished_at,
        seconds=file.seconds,
    )


def sum_unit(profile: Profile | None, table: str, column: str) -> Decimal:
    """Return by what a sum of `column` is divided to be in yuan."""
    tables = profile.tables if profile is not None else []
    columns = [one for found in tables if found.name == table for one in found.columns]
    return (
        CENTS if any(one.name == column and one.type == "cents" for one in columns) else Decimal(1)
    )


def totals_of(lines: Iterable[FileLine]) -> Totals:
    """Add up files. Differences of several files do not cancel out: each counts by its size."""
    files = [line for line in lines if line.state != FileState.MISSING]
    return Totals(
        files=len(files),
        loaded=sum(line.is_in for line in files),
        rows=sum(line.rows for line in files),
        accepted=sum(line.accepted for line in files),
        rejected=sum(line.rejected for line in files),
        warned=sum(line.warned for line in files),
        difference=sum((abs(line.difference or Decimal(0)) for line in files), Decimal(0)),
        unexplained=sum((abs(line.unexplained or Decimal(0)) for line in files), Decimal(0)),
        bytes=sum(line.bytes for line in files),
    )


def profile_or_none(profile_id: str) -> Profile | None:
    """Return the profile as it is now; None if it was taken away or can no longer be read."""
    try:
        return find_profile(profile_id)
    except (NotFound, ProfileInvalid):
        return None


def profile_title(profile_id: str) -> str:
    """Return what the profile is called; its id if it is gone."""
    profile = profile_or_none(profile_id)
    return profile.title if profile is not None else profile_id


def last_profile() -> str:
    """Return the profile of the newest batch: what is uploaded next is likely of the same source; "" before the first."""
    return ImportBatch.objects.order_by("-id").values_list("profile", flat=True).first() or ""


def offered_profiles() -> list[Profile]:
    """Return every registered profile that can be read."""
    return readable_profiles()
