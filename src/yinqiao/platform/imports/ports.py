"""What rooms implement so that files can be loaded into them: targets, references, and what passes between."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol, runtime_checkable

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import TextChoices

from yinqiao.platform.masking.rules import FieldClass

Kind = Literal["text", "integer", "decimal", "rate", "date", "datetime", "boolean", "code"]
Mode = Literal["full", "delta", "append"]


@dataclass(frozen=True, slots=True)
class TargetColumn:
    """One column that a target takes.

    `kind` fixes the type in the frame: text and code are String, integer Int64, decimal Decimal (yuan, or the profile's scale),
    rate Decimal(9, 6) in percent, date Date, datetime Datetime("us", "Asia/Shanghai"), boolean Boolean. A column that no
    profile fills is absent from the frame unless `required`. `sensitive` masks the value in error lists. `choices` are the only
    codes that it holds.
    """

    kind: Kind
    required: bool = False
    sensitive: FieldClass | None = None
    choices: type[TextChoices] | None = None


@dataclass(frozen=True, slots=True)
class EndLimits:
    """A full file that lacks more than `few` rows, and more than `share` of the rows held, has lost a part on its way."""

    share: Decimal
    few: int


@dataclass(frozen=True, slots=True)
class Batch:
    """One run of a profile for one batch date, as a target sees it.

    `known_at` is the system time from which its rows are known. `is_rerun` tells that an earlier batch of the same source and
    date loaded rows before (append targets delete those in `begin`). `is_first_load` tells that the source never loaded before.
    `chunk` names where the piece being loaded begins: a run that was killed begins there again, though its pieces may be cut
    otherwise, so what lies beside the transaction under this name is of a piece that was never committed.
    `ends` limits how many rows the end of a full load may close; without it there is no limit. `is_incomplete` tells that
    rows of the table are known to be missing, so that its end closes nothing. `tells_operations`: the file itself says I, U or D.
    `memory` is what targets keep for the length of one run.
    """

    id: int
    source: str
    profile: str
    on: date
    known_at: datetime
    is_rerun: bool = False
    is_first_load: bool = False
    chunk: str = ""
    ends: EndLimits | None = None
    is_incomplete: bool = False
    tells_operations: bool = False
    memory: dict[object, object] = field(default_factory=dict, compare=False, repr=False)

    def must_withhold(self, *, missing: int, held: int) -> bool:
        """Tell whether a full file that lacks `missing` of `held` rows has lost a part, so that none of them may be closed."""
        if self.is_incomplete:
            return missing > 0
        limits = self.ends
        return limits is not None and missing > limits.few and missing > limits.share * held


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that a target cannot take: its `line` in the file, the column, a stable code, a Chinese sentence without values."""

    line: int
    column: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What one chunk changed. Counts are rows of the frame; `rejected` rows go to quarantine with their lines.

    `noticed` are rows whose operation does not fit what is held: taken as meant, and told (of files that tell operations).
    """

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    rejected: tuple[Rejection, ...] = ()
    noticed: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undo did: rows `removed` and `restored`, and `kept` ones that people changed since (listed as labels)."""

    removed: int = 0
    restored: int = 0
    kept: int = 0
    kept_labels: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Finished:
    """What the end of a full load closed: rows `ended`; `withheld` are rows that were missing but left open, being too many."""

    ended: int = 0
    withheld: int = 0


class ImportTarget(Protocol):
    """Where checked rows go; registered in `platform.registry.import_targets` under `name`.

    `feeds` names the references that its rows become known to, with the column that holds the key
    (``{"customers.customer": "customer_no"}``); dry runs use it, as nothing is loaded then.
    """

    name: str
    title: str
    columns: Mapping[str, TargetColumn]
    feeds: Mapping[str, str]

    def begin(
        self, *, batch: Batch, table: str, mode: Mode, connection: BaseDatabaseWrapper
    ) -> None:
        """Run once per table, in the transaction of its first chunk: append targets delete rows of (source, batch date)."""
        ...

    def load(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: BaseDatabaseWrapper
    ) -> LoadResult:
        """Write one chunk on `connection` (the loader role), inside the caller's transaction.

        `frame` has the target's columns, typed, and `_line` (UInt32) and `_op` (I, U, D; U where the file says nothing).
        """
        ...

    def finish(
        self, *, batch: Batch, table: str, mode: Mode, connection: BaseDatabaseWrapper
    ) -> Finished | None:
        """Run once per table, in one transaction after its last chunk; in full mode close the rows that were not seen."""
        ...

    def undo(self, *, batch: Batch, table: str, connection: BaseDatabaseWrapper) -> UndoResult:
        """Take back what `batch` did, in one transaction."""
        ...


@runtime_checkable
class EndingTarget(Protocol):
    """An import target whose full files close what they do not name. `key` are the columns that tell one row from another."""

    key: Sequence[str]

    def hold(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: BaseDatabaseWrapper
    ) -> None:
        """Count the rows of `frame` as delivered: they were kept out, and what is held of them must not be closed.

        Columns are typed as for `load`; a value that could not be read is null.
        """
        ...


@runtime_checkable
class OwnedTarget(EndingTarget, Protocol):
    """An ending target whose rows hang on an object. `owner` is the column of the key that names it ("" = the key names none)."""

    @property
    def owner(self) -> str: ...

    def hold_owned(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: BaseDatabaseWrapper
    ) -> None:
        """Count all rows of the owners in `frame` as delivered: one of them was kept out, and which one cannot be read."""
        ...


@runtime_checkable
class ReferringTarget(Protocol):
    """An import target that turns business numbers into ids. `refers_to` tells in which table the number of a column is found."""

    table: str

    @property
    def refers_to(self) -> Mapping[str, str]: ...

    def unknown(
        self, *, batch: Batch, frame: pl.DataFrame, connection: BaseDatabaseWrapper
    ) -> list[Rejection]:
        """Return the rows of `frame` that `load` would reject for a number that nobody knows; load none."""
        ...


# Gives the keys known now, as a String series; registered in `platform.registry.import_references`.
ReferenceSource = Callable[[BaseDatabaseWrapper], pl.Series]
