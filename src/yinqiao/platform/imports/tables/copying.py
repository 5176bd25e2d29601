"""COPY of Polars frames into PostgreSQL, and small set-based helpers around it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Schema = Mapping[str, pl.DataType | type[pl.DataType]]


def copy_frame(connection: "BaseDatabaseWrapper", table: str, frame: pl.DataFrame) -> int:
    """COPY all columns of `frame` (named as in `table`) and return the rows written. Bytes must be given as ``\\x`` hex text."""
    if frame.is_empty():
        return 0
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'copy "{table}" ({columns}) from stdin (format csv)') as copy,
    ):
        copy.write(frame.write_csv(include_header=False).encode())
    return frame.height


def read_frame(
    connection: "BaseDatabaseWrapper", query: str, *, parameters: Sequence[Any], schema: Schema
) -> pl.DataFrame:
    """Run `query` and return its rows as a frame of `schema`."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema=schema, orient="row")


def read_copy(connection: "BaseDatabaseWrapper", query: str, schema: Schema) -> pl.DataFrame:
    """Return the rows of a fixed `query` by COPY, several times quicker than fetching; columns in the order of `schema`."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy ({query}) to stdout (format csv)") as copy,
    ):
        data = b"".join(bytes(block) for block in copy)
    if not data:
        return pl.DataFrame(schema=schema)
    return pl.read_csv(data, has_header=False, new_columns=list(schema), schema=schema)


def execute(connection: "BaseDatabaseWrapper", query: str, parameters: Sequence[Any] = ()) -> int:
    """Run one statement and return the rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return int(cursor.rowcount)


def hexed(values: Iterable[bytes | None]) -> list[str | None]:
    """Return bytes as PostgreSQL's hex text, nulls kept."""
    return [None if value is None else "\\x" + value.hex() for value in values]
