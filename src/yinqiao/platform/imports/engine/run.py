"""What the steps of one run share."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from yinqiao.platform.actor import Actor
from yinqiao.platform.imports.checking.findings import FoundRow
from yinqiao.platform.imports.engine.checkers import References
from yinqiao.platform.imports.engine.codes import Maps
from yinqiao.platform.imports.engine.limits import Limits
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.engine.report import MAX_SAMPLES, Progress, Tell
from yinqiao.platform.imports.models import ImportBatch, ImportFile
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.profile.shapes import Profile

Clock = Callable[[], datetime]


@dataclass(slots=True)
class Run:
    """One run under way. A dry run has the same objects and stores none of them."""

    actor: Actor
    profile: Profile
    folder: Path
    on: date
    batch: ImportBatch
    codes: Maps
    references: References
    limits: Limits
    tell: Tell
    clock: Clock
    is_dry_run: bool
    is_rerun: bool = False
    samples: dict[str, list[FoundRow]] = field(default_factory=dict)
    warnings: dict[str, list[FoundRow]] = field(default_factory=dict)
    memory: dict[object, object] = field(default_factory=dict)

    def save(self, file: ImportFile, *fields: str) -> None:
        """Store `file`, unless this is a dry run."""
        if not self.is_dry_run:
            file.save(using=LOADER, update_fields=fields or None)

    def progress(self, file: ImportFile, phase: str) -> None:
        """Tell where the run stands."""
        self.tell(Progress(file.table_name, file.name, phase, file.rows))

    def show(self, file: ImportFile, rows: list[FoundRow]) -> None:
        """Keep the first rows of a table with findings for the report, each with its file."""
        _keep(self.samples, file, rows)

    def warn(self, file: ImportFile, rows: list[FoundRow]) -> None:
        """Keep the first rows of a table that went in with a warning."""
        _keep(self.warnings, file, rows)

    def target_batch(self, chunk: str = "") -> Batch:
        """Return the batch as targets see it."""
        return Batch(
            id=self.batch.pk or 0,
            source=self.batch.source,
            profile=self.batch.profile,
            on=self.on,
            known_at=self.batch.known_at,
            is_rerun=self.is_rerun,
            is_first_load=self.batch.is_first_load,
            chunk=chunk,
            ends=self.limits.ends,
            memory=self.memory,
        )


def _keep(samples: dict[str, list[FoundRow]], file: ImportFile, rows: list[FoundRow]) -> None:
    kept = samples.setdefault(file.table_name, [])
    room = MAX_SAMPLES - len(kept)
    kept.extend(replace(row, file=file.name) for row in rows[:room])
