"""What imports tell the rooms above."""

from dataclasses import dataclass
from datetime import date

from yinqiao.platform.events.bus import event


@event("imports.BatchImported")
@dataclass(frozen=True, slots=True)
class BatchImported:
    """A batch has ended and at least one table was loaded; `tables` are those (not the unchanged and the refused ones)."""

    batch_id: int
    source: str
    profile: str
    batch_on: date
    tables: tuple[str, ...]
    targets: tuple[str, ...]
    is_complete: bool


@event("imports.RowsMended")
@dataclass(frozen=True, slots=True)
class RowsMended:
    """Rows out of quarantine were loaded after the batch had ended."""

    batch_id: int
    source: str
    profile: str
    batch_on: date
    tables: tuple[str, ...]
    targets: tuple[str, ...]
    rows: int


@event("imports.BatchUndone")
@dataclass(frozen=True, slots=True)
class BatchUndone:
    """A batch was taken back; whatever was derived from it must be worked out again or closed with a note."""

    batch_id: int
    source: str
    profile: str
    batch_on: date
    tables: tuple[str, ...]
    targets: tuple[str, ...]
