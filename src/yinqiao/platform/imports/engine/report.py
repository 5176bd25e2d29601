"""What a run tells at its end (and, through `Progress`, on the way)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from yinqiao.platform.imports.checking.findings import FoundRow
from yinqiao.platform.imports.models import ImportBatch, ImportFile

MAX_SAMPLES = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands: the table and file, what is being done, rows done so far in this file."""

    table: str
    file: str
    phase: str
    rows: int = 0


Tell = Callable[[Progress], None]


def silent(_progress: Progress) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """One run: its batch (not stored for a dry run), its files with counts and sums.

    `samples` are the first rows of each table that were kept out, `warnings` those that went in with a warning.
    """

    batch: ImportBatch
    files: list[ImportFile]
    seconds: float
    is_dry_run: bool = False
    is_repeat: bool = False
    samples: dict[str, list[FoundRow]] = field(default_factory=dict)
    warnings: dict[str, list[FoundRow]] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """Rows that this run inserted, updated or ended."""
        return (
            0
            if self.is_repeat
            else sum(file.inserted + file.updated + file.deleted for file in self.files)
        )


def difference(file: ImportFile) -> Decimal | None:
    """Return what the sender says minus what was accepted, in the file's unit; None where nothing is summed."""
    if not file.sum_column:
        return None
    said = file.control_sum if file.control_sum is not None else file.sum_read
    return said - file.sum_accepted
