"""Upsert a master table from a source: new rows by COPY, changed ones with their history, unchanged ones untouched."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from yinqiao.platform.crypto import index
from yinqiao.platform.db.ids import reserve_ids
from yinqiao.platform.imports import operations
from yinqiao.platform.imports.ports import (
    Batch,
    Finished,
    LoadResult,
    Mode,
    Rejection,
    TargetColumn,
    UndoResult,
)
from yinqiao.platform.imports.tables import copying, undoing
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
from yinqiao.platform.imports.tables.shaping import completed, row_digests, value_of

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Derive = Callable[[pl.DataFrame], pl.DataFrame]
# Given the checked rows with their ids, `source_key` and `_line`.
Screen = Callable[["BaseDatabaseWrapper", Batch, pl.DataFrame], list[Rejection]]
# Given the rows with the ids of what they refer to; what it returns is what the table holds and the digest tells.
Settle = Callable[["BaseDatabaseWrapper", Batch, pl.DataFrame], pl.DataFrame]


@dataclass(slots=True)
class MasterTable:
    """One table fed by full or delta files.

    `key` names the frame's key columns; with `key_index` the key holds a protected number and the row is found by the blind
    index of the joined key instead of the clear text. `derive` adds table columns (pinyin, grams). `constants` are first
    values of columns that the source does not deliver; later changes of people stay. `history` is the room's history table ("" = none). `part`
    is a condition (``kind = 'PERSON'``) where several targets fill one table: a full load ends rows of its own part only. `screen` names rows that the table cannot take beside
    those it has (they go to quarantine). `settle` changes values by what the database knows. `after_finish` runs set-wise SQL once.
    """

    name: str
    title: str
    table: str
    key: tuple[str, ...]
    values: tuple[Column, ...]
    lookups: tuple[Lookup, ...] = ()
    sealed: tuple[Sealed, ...] = ()
    key_index: str = ""
    derive: Derive | None = None
    constants: Mapping[str, object] = field(default_factory=dict)
    history: str = ""
    part: str = ""
    customer_column: str = "customer_id"
    screen: Screen | None = None
    settle: Settle | None = None
    after_load: Callable[["BaseDatabaseWrapper", Batch, pl.DataFrame], None] | None = None
    after_finish: Callable[["BaseDatabaseWrapper", Batch], None] | None = None
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
        """Nothing to clear: rows are found again by their source key."""

    def load(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: "BaseDatabaseWrapper"
    ) -> LoadResult:
        """Load one chunk in the engine's transaction."""
        frame, rejections = self._settled(connection, batch, frame)
        frame = self._keyed(frame)
        if self.screen is not None and (refused := self.screen(connection, batch, frame)):
            rejections.extend(refused)
            frame = frame.filter(~pl.col("_line").is_in([item.line for item in refused]))
        existing = self._existing(connection, batch, table=table, frame=frame)
        if existing is None:
            frame = frame.with_columns(
                id=pl.lit(None, dtype=pl.Int64), _old=pl.lit(None, dtype=pl.Int64)
            )
        else:
            frame = frame.join(existing, on="source_key", how="left", maintain_order="left")
        ended = self._end(
            connection, batch, frame.filter((pl.col("_op") == "D") & pl.col("_old").is_not_null())
        )
        noticed = operations.misfits(batch, frame, is_known=pl.col("_old").is_not_null())
        live = frame.filter(pl.col("_op") != "D")
        changed = live.filter(
            pl.col("id").is_not_null() & pl.col("_old").ne_missing(pl.col("source_digest"))
        )
        # Changed rows first: a period that ends makes room for the one that follows it.
        updated = self._update(connection, batch, changed)
        inserted = self._insert(connection, batch, live.filter(pl.col("id").is_null()))
        same = live.filter(pl.col("id").is_not_null())
        if existing is not None:
            seen = pl.concat([same.get_column("id"), inserted])
            _mark_seen(connection, batch, table, ids=seen)
        return LoadResult(
            inserted=inserted.len(),
            updated=updated,
            deleted=ended,
            unchanged=same.height - changed.height,
            rejected=tuple(rejections),
            noticed=tuple(noticed),
        )

    def _settled(
        self, connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame
    ) -> tuple[pl.DataFrame, list[Rejection]]:
        """Return the rows with the ids of what they refer to and the values that the table takes, and those that refer to nothing."""
        cache = LookupCache.of(batch)
        rejections: list[Rejection] = []
        frame = completed(frame, self.columns)
        for lookup in self.lookups:
            frame, lost = cache.apply(connection, lookup, frame)
            rejections.extend(lost)
        return self.settle(connection, batch, frame) if self.settle else frame, rejections

    def hold(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: "BaseDatabaseWrapper"
    ) -> None:
        """Count rows that were kept out as seen."""
        keyed = self._keyed(completed(frame, self.columns))
        existing = self._existing(connection, batch, table=table, frame=keyed)
        if existing is not None:
            _mark_seen(connection, batch, table, ids=existing.get_column("id"))

    @property
    def owner(self) -> str:
        """Return the column that names whose the row is: the key begins with it, as a number that is looked up."""
        lookup = self._owner_lookup
        return lookup.name if lookup is not None else ""

    @property
    def _owner_lookup(self) -> Lookup | None:
        return next((lookup for lookup in self.lookups if lookup.name == self.key[0]), None)

    def hold_owned(
        self, *, batch: Batch, table: str, frame: pl.DataFrame, connection: "BaseDatabaseWrapper"
    ) -> None:
        """Count the live rows of the owners as seen."""
        lookup = self._owner_lookup
        if lookup is None or self._is_fresh(connection, batch, table):
            return
        found, _unknown = LookupCache.of(batch).apply(connection, lookup, frame)
        owners = found.get_column(lookup.into).unique().to_list()
        live = f"t.source = %s and t.ended_on is null{self._part_condition}"
        query = f"select t.id from {self.table} t where {live} and t.{lookup.into} = any(%s)"
        schema = {"id": pl.Int64}
        held = copying.read_frame(
            connection, query, parameters=(batch.source, owners), schema=schema
        )
        _mark_seen(connection, batch, table, ids=held.get_column("id"))

    def finish(
        self, *, batch: Batch, table: str, mode: Mode, connection: "BaseDatabaseWrapper"
    ) -> Finished:
        """After the last chunk: in full mode end the rows that the source no longer delivers.

        Where a part of the delivery is missing, nothing is ended, and the count is told.
        """
        finished = Finished()
        copying.execute(connection, "select analyze_table(%s)", (self.table,))
        if mode == "full" and not self._is_fresh(connection, batch, table):
            copying.execute(connection, "select analyze_table('imports_seen_row')")
            finished = self._end_unseen(connection, batch, table)
        copying.execute(
            connection,
            "delete from imports_seen_row where batch_id = %s and table_name = %s",
            (batch.id, table),
        )
        if self.after_finish is not None:
            self.after_finish(connection, batch)
        LookupCache.of(batch).forget(self.table)
        return finished

    def undo(self, *, batch: Batch, table: str, connection: "BaseDatabaseWrapper") -> UndoResult:
        """Take back what this batch did to the table; rows changed since are kept and listed."""
        return undoing.undo_master(connection, batch, table=self.table, history=self.history)

    def _keyed(self, frame: pl.DataFrame) -> pl.DataFrame:
        joined = pl.concat_str(
            [pl.col(name).cast(pl.String).fill_null("") for name in self.key], separator="|"
        )
        frame = frame.with_columns(source_key=joined)
        if self.key_index:
            keys = [
                value.hex()
                for value in index.blind_many(
                    self.key_index, frame.get_column("source_key").to_list()
                )
            ]
            frame = frame.with_columns(source_key=pl.Series(keys, dtype=pl.String))
        named = sorted(name for name in self.columns if name in frame.columns)
        return frame.with_columns(source_digest=row_digests(frame.select(named)))

    def _existing(
        self, connection: "BaseDatabaseWrapper", batch: Batch, *, table: str, frame: pl.DataFrame
    ) -> pl.DataFrame | None:
        if self._is_fresh(connection, batch, table):
            return None
        # An ended row has no digest to compare with: delivered again, it comes back to life.
        digest = "case when ended_on is null then source_digest end"
        query = f"select source_key, id, {digest} from {self.table} where source = %s and source_key = any(%s)"
        keys = frame.get_column("source_key").to_list()
        schema = {"source_key": pl.String, "id": pl.Int64, "_old": pl.Int64}
        return copying.read_frame(connection, query, parameters=(batch.source, keys), schema=schema)

    def _is_fresh(self, connection: "BaseDatabaseWrapper", batch: Batch, table: str) -> bool:
        key = ("fresh", table)
        if key not in batch.memory:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"select exists (select 1 from {self.table} where source = %s and batch_id is distinct from %s)",
                    (batch.source, batch.id),
                )
                batch.memory[key] = not cursor.fetchone()[0]
        return bool(batch.memory[key])

    def _row(self, frame: pl.DataFrame, batch: Batch) -> pl.DataFrame:
        """Return the table's columns for rows that have their ids."""
        for sealed in self.sealed:
            frame = seal(frame, sealed)
        if self.derive is not None:
            frame = self.derive(frame)
        renamed = [value_of(frame, column) for column in self.values if column.into != "-"]
        derived = [name for name in frame.columns if name.startswith("+")]
        fixed = {
            **self.constants,
            "source": batch.source,
            "batch_id": batch.id,
            "known_from": batch.known_at,
            "version": 1,
        }
        return frame.select(
            "id",
            "source_key",
            "source_digest",
            *renamed,
            *id_columns(self.lookups),
            *sealed_columns(self.sealed),
            *[pl.col(name).alias(name[1:]) for name in derived],
            *[pl.lit(value).alias(name) for name, value in fixed.items()],
        )

    def _insert(
        self, connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame
    ) -> pl.Series:
        ids = reserve_ids(self.table, frame.height, using=connection.alias)
        frame = frame.with_columns(id=pl.Series(ids, dtype=pl.Int64))
        if frame.height:
            copying.copy_frame(connection, self.table, self._row(frame, batch))
            if self.after_load is not None:
                self.after_load(connection, batch, frame)
        return frame.get_column("id")

    def _update(self, connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame) -> int:
        if frame.is_empty():
            return 0
        rows = self._row(frame, batch)
        copying.execute(
            connection,
            f"create temp table staged on commit drop as select * from {self.table} with no data",
        )
        copying.copy_frame(connection, "staged", rows)
        self._remember(connection, batch, rows="join staged using (id)")
        sets = ", ".join(
            f'"{name}" = s."{name}"'
            for name in rows.columns
            if name not in {"id", "source", "source_key", "version", *self.constants}
        )
        touched = copying.execute(
            connection,
            f"update {self.table} t set {sets}, ended_on = null, version = t.version + 1 from staged s where t.id = s.id",
        )
        copying.execute(connection, "drop table staged")
        if self.after_load is not None:
            self.after_load(connection, batch, frame)
        return touched

    def _remember(
        self,
        connection: "BaseDatabaseWrapper",
        batch: Batch,
        *,
        rows: str,
        parameters: Sequence[object] = (),
    ) -> None:
        if not self.history:
            return
        customer = f"t.{self.customer_column}"
        copying.execute(
            connection,
            f"insert into {self.history} (table_name, row_id, customer_id, known_from, known_to, state, batch_id)"
            f" select %s, t.id, {customer}, t.known_from, %s, to_jsonb(t), %s from {self.table} t {rows}",
            (self.table, batch.known_at, batch.id, *parameters),
        )

    def _end(self, connection: "BaseDatabaseWrapper", batch: Batch, frame: pl.DataFrame) -> int:
        return (
            0
            if frame.is_empty()
            else self.end_where(
                connection,
                batch,
                condition="t.id = any(%s)",
                parameters=[frame.get_column("id").to_list()],
            )
        )

    def _end_unseen(self, connection: "BaseDatabaseWrapper", batch: Batch, table: str) -> Finished:
        live = f"t.source = %s and t.ended_on is null{self._part_condition}"
        unseen = " and not exists (select 1 from imports_seen_row r where r.batch_id = %s and r.table_name = %s and r.row_id = t.id)"
        parameters: list[str | int] = [batch.source, batch.id, table]
        with connection.cursor() as cursor:
            cursor.execute(f"select count(*) from {self.table} t where {live}", [batch.source])
            held = int(cursor.fetchone()[0])
            cursor.execute(f"select count(*) from {self.table} t where {live}{unseen}", parameters)
            missing = int(cursor.fetchone()[0])
        if batch.must_withhold(missing=missing, held=held):
            return Finished(withheld=missing)
        ended = self.end_where(
            connection, batch, condition=live + unseen, parameters=list(parameters)
        )
        return Finished(ended=ended)

    @property
    def _part_condition(self) -> str:
        return f" and t.{self.part}" if self.part else ""

    def end_where(
        self,
        connection: "BaseDatabaseWrapper",
        batch: Batch,
        *,
        condition: str,
        parameters: list[object],
    ) -> int:
        """End the rows `t` for which `condition` holds, with their history; return how many."""
        self._remember(connection, batch, rows=f"where {condition}", parameters=parameters)
        return copying.execute(
            connection,
            f"update {self.table} t set ended_on = %s, known_from = %s, batch_id = %s, version = t.version + 1 where {condition}",
            [batch.on, batch.known_at, batch.id, *parameters],
        )


def _mark_seen(
    connection: "BaseDatabaseWrapper", batch: Batch, table: str, *, ids: pl.Series
) -> None:
    rows = pl.DataFrame({"row_id": ids}).with_columns(
        batch_id=pl.lit(batch.id), table_name=pl.lit(table)
    )
    copying.copy_frame(connection, "imports_seen_row", rows)
