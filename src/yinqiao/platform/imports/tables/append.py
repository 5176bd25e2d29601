"""Append-only tables: the rows of one (source, batch date) replace those of an earlier run of the same date."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.db.partitions import ensure_months
from yinqiao.platform.files import lake
from yinqiao.platform.imports.ports import (
    Batch,
    LoadResult,
    Mode,
    Rejection,
    TargetColumn,
    UndoResult,
)
from yinqiao.platform.imports.tables import copying
from yinqiao.platform.imports.tables.columns import Column, Lookup, Sealed
from yinqiao.platform.imports.tables.lookups import LookupCache
from yinqiao.platform.imports.tables.sealing import seal
from yinqiao.platform.imports.tables.shaping import completed, value_of

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(slots=True)
class AppendTable:
    """One immutable table. `month` names the partition column (None: not partitioned); `lake` the data set in the lake, if any.

    `lake_columns` are table columns without sealed ones. `has_id` is False where the table's key is natural.
    """

    name: str
    title: str
    table: str
    values: tuple[Column, ...]
    lookups: tuple[Lookup, ...] = ()
    sealed: tuple[Sealed, ...] = ()
    month: str | None = None
    lake: str = ""
    lake_columns: tuple[str, ...] = ()
    derive: Callable[[pl.DataFrame], pl.DataFrame] | None = None
    feeds: Mapping[str, str] = field(default_factory=dict)
    _cache: dict[tuple[int, str], LookupCache] = field(default_factory=dict)

    @property
    def columns(self) -> Mapping[str, TargetColumn]:
        """Return the columns a profile may feed."""
        result = {
            column.name: TargetColumn(
                column.kind, required=column.required, sensitive=column.sensitive
            )
            for column in self.values
        }
        result |= {
            lookup.name: TargetColumn("text", required=lookup.required, sensitive=lookup.sensitive)
            for lookup in self.lookups
        }
        result |= {
            item.name: TargetColumn("text", required=item.required, sensitive=item.field_class)
            for item in self.sealed
        }
        return result

    def begin(
        self, *, batch: Batch, table: str, mode: Mode, connection: "BaseDatabaseWrapper"
    ) -> None:
        """Clear the rows that an earlier run of the same date left, in the database and in the lake."""
        if batch.is_rerun:
            condition = "source = %s and batch_on = %s"
            copying.execute(
                connection,
                f"delete from {self.table} where {condition}",
                (batch.source, batch.on),
            )
        if self.lake:
            lake.drop_batch(self.lake, batch.source, batch.on)

    def load(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: "BaseDatabaseWrapper"
    ) -> LoadResult:
        """Write one chunk."""
        cache = self._cache.setdefault((batch.id, table), LookupCache())
        rejections: list[Rejection] = []
        part = _part_name(table, frame)
        frame = completed(frame, self.columns)
        for lookup in self.lookups:
            frame, lost = cache.apply(connection, lookup, frame)
            rejections.extend(lost)
        if frame.is_empty():
            return LoadResult(rejected=tuple(rejections))
        self._make_partitions(connection, frame)
        rows = self._rows(connection, batch, frame)
        copying.copy_frame(connection, self.table, rows)
        if self.lake:
            lake.write_part(
                self.lake,
                rows.select(self.lake_columns),
                source=batch.source,
                batch_on=batch.on,
                part=part,
            )
        return LoadResult(inserted=rows.height, rejected=tuple(rejections))

    def finish(
        self, *, batch: Batch, table: str, mode: Mode, connection: "BaseDatabaseWrapper"
    ) -> None:
        """Index the months that this load filled, and forget its look-ups."""
        if self.month is not None:
            copying.execute(connection, "select index_month_partitions(%s)", (self.table,))
        self._cache.pop((batch.id, table), None)

    def undo(self, *, batch: Batch, table: str, connection: "BaseDatabaseWrapper") -> UndoResult:
        """Delete the rows of this batch, in the database and in the lake."""
        removed = copying.execute(
            connection,
            f"delete from {self.table} where batch_id = %s and batch_on = %s",
            (batch.id, batch.on),
        )
        if self.lake:
            lake.drop_batch(self.lake, batch.source, batch.on)
        return UndoResult(removed=removed)

    def _make_partitions(self, connection: "BaseDatabaseWrapper", frame: pl.DataFrame) -> None:
        if self.month is None:
            return
        days = frame.get_column(self.month)
        first, last = days.min(), days.max()
        if isinstance(first, date) and isinstance(last, date):
            ensure_months(self.table, first, last, using=connection.alias)

    def _rows(
        self, connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame
    ) -> pl.DataFrame:
        frame = frame.with_columns(
            id=pl.Series(
                reserve_ids(self.table, frame.height, using=connection.alias), dtype=pl.Int64
            )
        )
        for sealed in self.sealed:
            frame = seal(frame, sealed)
        if self.derive is not None:
            frame = self.derive(frame)
        looked_up = [
            name
            for lookup in self.lookups
            for name in (lookup.into, *(here for _, here in lookup.also))
            if not name.startswith("_")
        ]
        sealed_names = [
            name for item in self.sealed for name in (item.token, item.masked, item.index) if name
        ]
        derived = [name for name in frame.columns if name.startswith("+")]
        fixed = {
            "source": batch.source,
            "batch_id": batch.id,
            "batch_on": batch.on,
            "known_at": batch.known_at,
        }
        return frame.select(
            "id",
            *[value_of(frame, column) for column in self.values if column.into != "-"],
            *dict.fromkeys(looked_up),
            *sealed_names,
            *[pl.col(name).alias(name[1:]) for name in derived],
            *[pl.lit(value).alias(name) for name, value in fixed.items()],
        )


def _part_name(table: str, frame: pl.DataFrame) -> str:
    """Name a chunk by what it holds, so that a chunk repeated after a crash overwrites its own part in the lake."""
    ends = repr((frame.row(0), frame.row(-1), frame.height)).encode()
    return f"{table}-{hashlib.blake2b(ends, digest_size=8).hexdigest()}"
