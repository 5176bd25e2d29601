"""Business numbers to ids, column-wise: one read of the numbers per table and batch, then joins."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast

import polars as pl

from yinqiao.platform.imports.numberindex import NumberIndex
from yinqiao.platform.imports.ports import Batch, Rejection, TargetColumn
from yinqiao.platform.imports.tables import copying
from yinqiao.platform.imports.tables.columns import Lookup
from yinqiao.platform.imports.tables.shaping import completed

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

UNKNOWN = "UNKNOWN_REFERENCE"


class Numbers:
    """The numbers of one look-up with their ids (columns ``_code`` and ids)."""

    def __init__(self, known: pl.DataFrame) -> None:
        self._index = NumberIndex(known.get_column("_code"))
        self._ids = known.drop("_code")

    def of(self, codes: pl.Series) -> pl.DataFrame:
        """Return the ids for each of `codes`, in order; nulls where the number is unknown or absent."""
        if self._ids.is_empty():
            return self._ids.clear(len(codes))
        places, is_known = self._index.places(codes)
        return self._ids[places].select(pl.when(is_known).then(pl.all()))


class LookupCache:
    """The numbers already known, per look-up: read once in a run, and again once their table has been loaded."""

    def __init__(self) -> None:
        self._numbers: dict[Lookup, Numbers] = {}

    @classmethod
    def of(cls, batch: Batch) -> "LookupCache":
        """Return the numbers of this run."""
        return cast("LookupCache", batch.memory.setdefault(cls, cls()))

    def forget(self, table: str) -> None:
        """Read the numbers of `table` again: it has been loaded."""
        for lookup in [lookup for lookup in self._numbers if lookup.table == table]:
            del self._numbers[lookup]

    def apply(
        self, connection: "BaseDatabaseWrapper", lookup: Lookup, frame: pl.DataFrame
    ) -> tuple[pl.DataFrame, list[Rejection]]:
        """Return `frame` with the id columns of `lookup` added, without the rows whose number is unknown, and those rows."""
        found = self._known(connection, lookup).of(frame.get_column(lookup.name))
        frame = frame.with_columns(found)
        missing = pl.col(lookup.into).is_null()
        if not lookup.required:
            missing = missing & pl.col(lookup.name).is_not_null()
        lost = frame.filter(missing)
        rejections = [
            Rejection(line=line, column=lookup.name, code=UNKNOWN, message=lookup.message)
            for line in lost.get_column("_line").to_list()
        ]
        return (frame.filter(~missing) if rejections else frame), rejections

    def _known(self, connection: "BaseDatabaseWrapper", lookup: Lookup) -> Numbers:
        if lookup not in self._numbers:
            self._numbers[lookup] = Numbers(
                lookup.known(connection) if lookup.known else _read(connection, lookup)
            )
        return self._numbers[lookup]


def unknown_numbers(
    connection: "BaseDatabaseWrapper",
    batch: Batch,
    *,
    frame: pl.DataFrame,
    lookups: Sequence[Lookup],
    columns: Mapping[str, TargetColumn],
) -> list[Rejection]:
    """Return the rows of `frame` that a load would reject for a number that nobody knows, without loading any."""
    frame = completed(frame, columns)
    cache = LookupCache.of(batch)
    return [lost for lookup in lookups for lost in cache.apply(connection, lookup, frame)[1]]


def _read(connection: "BaseDatabaseWrapper", lookup: Lookup) -> pl.DataFrame:
    extra = "".join(f", {there} as {here}" for there, here in lookup.also)
    query = f"select {lookup.code}, id as {lookup.into}{extra} from {lookup.table}"
    names = [lookup.into, *(here for _, here in lookup.also)]
    return copying.read_copy(
        connection, query, {"_code": pl.String} | dict.fromkeys(names, pl.Int64)
    )
