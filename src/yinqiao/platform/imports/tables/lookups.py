"""Business numbers to ids, column-wise: one read of the numbers per table and batch, then joins."""

from typing import TYPE_CHECKING

import polars as pl

from yinqiao.platform.imports.ports import Rejection
from yinqiao.platform.imports.tables import copying
from yinqiao.platform.imports.tables.columns import Lookup

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

UNKNOWN = "UNKNOWN_REFERENCE"


class LookupCache:
    """The numbers already known, per look-up; read once and kept while one table of one batch is loaded."""

    def __init__(self) -> None:
        self._frames: dict[Lookup, pl.DataFrame] = {}

    def apply(
        self, connection: "BaseDatabaseWrapper", lookup: Lookup, frame: pl.DataFrame
    ) -> tuple[pl.DataFrame, list[Rejection]]:
        """Return `frame` with the id columns of `lookup` added, without the rows whose number is unknown, and those rows."""
        known = self._known(connection, lookup)
        frame = frame.join(
            known, left_on=lookup.name, right_on="_code", how="left", maintain_order="left"
        )
        missing = pl.col(lookup.into).is_null()
        if not lookup.required:
            missing = missing & pl.col(lookup.name).is_not_null()
        lost = frame.filter(missing)
        rejections = [
            Rejection(line=line, column=lookup.name, code=UNKNOWN, message=lookup.message)
            for line in lost.get_column("_line").to_list()
        ]
        return (frame.filter(~missing) if rejections else frame), rejections

    def _known(self, connection: "BaseDatabaseWrapper", lookup: Lookup) -> pl.DataFrame:
        if lookup not in self._frames:
            self._frames[lookup] = (
                lookup.known(connection) if lookup.known else _read(connection, lookup)
            )
        return self._frames[lookup]


def _read(connection: "BaseDatabaseWrapper", lookup: Lookup) -> pl.DataFrame:
    extra = "".join(f", {there} as {here}" for there, here in lookup.also)
    query = f"select {lookup.code}, id as {lookup.into}{extra} from {lookup.table}"
    names = [lookup.into, *(here for _, here in lookup.also)]
    return copying.read_copy(
        connection, query, {"_code": pl.String} | dict.fromkeys(names, pl.Int64)
    )
