"""COPY of Polars frames into PostgreSQL, and small set-based helpers around it."""

import contextlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import polars as pl
from psycopg.copy import Copy, QueuedLibpqWriter

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Schema = Mapping[str, pl.DataType | type[pl.DataType]]


def copy_frame(connection: "BaseDatabaseWrapper", table: str, frame: pl.DataFrame) -> int:
    """COPY all columns of `frame` (named as in `table`) and return the rows written. Bytes must be given as ``\\x`` hex text."""
    return copy_frames(connection, table, [frame]) if frame.height else 0


def copy_frames(
    connection: "BaseDatabaseWrapper", table: str, frames: Iterable[pl.DataFrame]
) -> int:
    """COPY frames of the same columns in one statement; the next is worked out while PostgreSQL takes the one before."""
    rows = 0
    with contextlib.ExitStack() as stack:
        copy: Copy | None = None
        for frame in frames:
            if copy is None:
                copy = stack.enter_context(_copying(connection, table, frame.columns))
            text = io.BytesIO()
            frame.write_csv(text, include_header=False)
            copy.write(text.getvalue())
            rows += frame.height
    return rows


@contextlib.contextmanager
def _copying(
    connection: "BaseDatabaseWrapper", table: str, names: Sequence[str]
) -> "Iterator[Copy]":
    columns = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        # The writer's own thread sends; this one goes on with the next rows.
        writer = QueuedLibpqWriter(cursor.cursor)
        statement = f'copy "{table}" ({columns}) from stdin (format csv)'
        # Django wraps the errors of execute() only.
        with connection.wrap_database_errors, cursor.copy(statement, writer=writer) as copy:
            yield copy


def read_frame(
    connection: "BaseDatabaseWrapper", query: str, *, parameters: Sequence[Any], schema: Schema
) -> pl.DataFrame:
    """Run `query` and return its rows as a frame of `schema`."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema=schema, orient="row")


def read_copy(
    connection: "BaseDatabaseWrapper",
    query: str,
    schema: Schema,
    *,
    parameters: Sequence[Any] | Mapping[str, Any] | None = None,
) -> pl.DataFrame:
    """Return the rows of a query by COPY, several times quicker than fetching; columns in the order of `schema`."""
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy ({query}) to stdout (format csv)", parameters) as copy,
    ):
        # A block is a row: held one by one, millions would take several times their length.
        text = io.BytesIO()
        for block in copy:
            text.write(block)
    if not text.tell():
        return pl.DataFrame(schema=schema)
    return pl.read_csv(text.getvalue(), has_header=False, new_columns=list(schema), schema=schema)


def execute(connection: "BaseDatabaseWrapper", query: str, parameters: Sequence[Any] = ()) -> int:
    """Run one statement and return the rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return int(cursor.rowcount)


def hexed(values: Iterable[bytes | None]) -> list[str | None]:
    """Return bytes as PostgreSQL's hex text, nulls kept."""
    return [None if value is None else "\\x" + value.hex() for value in values]
