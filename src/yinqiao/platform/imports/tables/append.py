"""Append-only tables: the rows of one (source, batch date) replace those of an earlier run of the same date."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

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
from yinqiao.platform.imports.tables import copying, repeats
from yinqiao.platform.imports.tables.columns import (
    Column,
    Lookup,
    Sealed,
    fed_columns,
    id_columns,
    sealed_columns,
)
from yinqiao.platform.imports.tables.lookups import LookupCache, unknown_numbers
from yinqiao.platform.imports.tables.sealing import seal
from yinqiao.platform.imports.tables.shaping import completed, value_of

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# Rows that are sealed and encoded at a time, while PostgreSQL takes those before.
SLICE = 10_000


@dataclass(slots=True)
class AppendTable:
    """One immutable table. `month` names the partition column (None: not partitioned); `lake` the data set in the lake, if any.

    `lake_columns` are table columns without sealed ones. `unique` are the table columns that, with the source, name a row: one delivered again under
    another batch date is left as it stands, or goes to quarantine where it differs.
    """

    name: str
    title: str
    table: str
    values: tuple[Column, ...]
    lookups: tuple[Lookup, ...] = ()
    sealed: tuple[Sealed, ...] = ()
    unique: tuple[str, ...] = ()
    month: str | None = None
    lake: str = ""
    lake_columns: tuple[str, ...] = ()
    derive: Callable[[pl.DataFrame], pl.DataFrame] | None = None
    feeds: Mapping[str, str] = field(default_factory=dict)

    @property
    def columns(self) -> Mapping[str, TargetColumn]:
        """Return the columns a profile may feed."""
        return fed_columns(self.values, self.lookups, self.sealed)

    @property
    def refers_to(self) -> Mapping[str, str]:
        """Return the table in which the number of a column is looked up."""
        return {lookup.name: lookup.table for lookup in self.lookups}

    def unknown(
        self, *, batch: Batch, frame: pl.DataFrame, connection: "BaseDatabaseWrapper"
    ) -> list[Rejection]:
        """Return the rows whose numbers nobody knows."""
        lookups, columns = self.lookups, self.columns
        return unknown_numbers(connection, batch, frame=frame, lookups=lookups, columns=columns)

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
        # Months that a broken-off load of another date left bare: without their keys, repeats would not be seen.
        self._index(connection)

    def load(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: "BaseDatabaseWrapper"
    ) -> LoadResult:
        """Write one chunk."""
        cache = LookupCache.of(batch)
        rejections: list[Rejection] = []
        part = self._part_name(batch, table, frame)
        frame = completed(frame, self.columns)
        for lookup in self.lookups:
            frame, lost = cache.apply(connection, lookup, frame)
            rejections.extend(lost)
        self._make_partitions(connection, frame)
        if self.month is not None:
            # Month by month: PostgreSQL writes rows of one partition together, those of many in small pieces.
            frame = frame.sort(self.month, maintain_order=True)
        known = 0
        try:
            with transaction.atomic(using=connection.alias):
                inserted = self._write(connection, batch, frame, part=part)
        except IntegrityError as error:
            if not self.unique or not isinstance(error.__cause__, UniqueViolation):
                raise
            frame, again = self._without_repeats(connection, batch, frame)
            rejections.extend(again.differing)
            known = again.same
            inserted = self._write(connection, batch, frame, part=part)
        return LoadResult(inserted=inserted, unchanged=known, rejected=tuple(rejections))

    def finish(
        self, *, batch: Batch, table: str, mode: Mode, connection: "BaseDatabaseWrapper"
    ) -> None:
        """Index the months that this load filled, and forget its look-ups."""
        self._index(connection)

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

    def _index(self, connection: "BaseDatabaseWrapper") -> None:
        if self.month is not None:
            copying.execute(connection, "select index_month_partitions(%s)", (self.table,))

    def _write(
        self, connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame, *, part: str
    ) -> int:
        """COPY the rows of `frame`, and write them into the lake; return how many."""
        if frame.is_empty():
            return 0
        ids = reserve_ids(self.table, frame.height, using=connection.alias)
        frame = frame.with_columns(id=pl.Series(ids, dtype=pl.Int64))
        copying.copy_frames(connection, self.table, self._slices(batch, frame, part))
        return frame.height

    def _part_name(self, batch: Batch, table: str, frame: pl.DataFrame) -> str:
        """Name the rows' part in the lake by where they begin; first remove what a killed run left from there on."""
        name = f"{table}-{batch.chunk}-"
        if self.lake and ("lake", table) not in batch.memory:
            lake.drop_parts(
                self.lake, source=batch.source, batch_on=batch.on, table=table, start=name
            )
            batch.memory["lake", table] = True
        return f"{name}{frame.item(0, '_line'):010d}"

    def _slices(self, batch: Batch, frame: pl.DataFrame, part: str) -> Iterator[pl.DataFrame]:
        """Yield the rows as for the table; the lake's part is written while PostgreSQL takes the last of them."""
        for_lake: list[pl.DataFrame] = []
        for some in frame.iter_slices(SLICE):
            rows = self._rows(batch, some)
            yield rows
            if self.lake:
                for_lake.append(rows.select(self.lake_columns))
        if self.lake:
            rows = pl.concat(for_lake)
            lake.write_part(self.lake, rows, source=batch.source, batch_on=batch.on, part=part)

    def _without_repeats(
        self, connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame
    ) -> tuple[pl.DataFrame, repeats.Repeats]:
        """Take out the rows that stand in the table from another batch date."""
        rows = self._rows(batch, frame.with_columns(id=pl.col("_line").cast(pl.Int64)))
        compared = [column.target for column in self.values if column.into != "-"]
        compared += [*id_columns(self.lookups), *(item.masked for item in self.sealed)]
        again = repeats.find(
            connection, rows, table=self.table, unique=self.unique, compared=compared
        )
        return frame.filter(~pl.col("_line").is_in(again.lines)), again

    def _rows(self, batch: Batch, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the table's columns for rows that have their ids."""
        for sealed in self.sealed:
            frame = seal(frame, sealed)
        if self.derive is not None:
            frame = self.derive(frame)
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
            *id_columns(self.lookups),
            *sealed_columns(self.sealed),
            *[pl.col(name).alias(name[1:]) for name in derived],
            *[pl.lit(value).alias(name) for name, value in fixed.items()],
        )
