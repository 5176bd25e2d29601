"""COPY of Polars frames into PostgreSQL, and small set-based helpers around it."""

import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from queue import Queue
from typing import TYPE_CHECKING, Any

import polars as pl
from psycopg.copy import QueuedLibpqWriter

from yinqiao.platform.imports.tables import encoding

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from psycopg import Cursor

Schema = Mapping[str, pl.DataType | type[pl.DataType]]


class _Writer(QueuedLibpqWriter):
    """Sends in a thread of its own, while the caller's goes on with the next rows, so far ahead only: what waits takes memory."""

    # Pieces of 128 KB; by itself it would let 1,024 wait.
    AHEAD = 32

    def __init__(self, cursor: "Cursor[Any]") -> None:
        super().__init__(cursor)
        self._queue = Queue(maxsize=self.AHEAD)  # type: ignore[assignment]  # psycopg has a subclass of its own for the types


def copy_frame(connection: "BaseDatabaseWrapper", table: str, frame: pl.DataFrame) -> int:
    """COPY all columns of `frame` (named as in `table`) and return the rows written. Bytes are bytes, dates are dates."""
    return copy_frames(connection, table, [frame]) if frame.height else 0


def copy_frames(
    connection: "BaseDatabaseWrapper", table: str, frames: Iterable[pl.DataFrame]
) -> int:
    """COPY frames of the same columns in one statement; the next is worked out while PostgreSQL takes the one before."""
    given = iter(frames)
    first = next(given, None)
    if first is None:
        return 0
    types = encoding.column_types(connection, table)
    columns = ", ".join(f'"{name}"' for name in first.columns)
    given = chain((first,), given)
    is_binary = encoding.has_binary_form(types[name] for name in first.columns)
    with connection.cursor() as cursor:
        writer = _Writer(cursor.cursor)
        form = "binary" if is_binary else "csv"
        statement = f'copy "{table}" ({columns}) from stdin (format {form})'
        # Django wraps the errors of execute() only.
        with connection.wrap_database_errors, cursor.copy(statement, writer=writer) as copy:
            for block in encoding.encoded(given, types) if is_binary else encoding.as_text(given):
                copy.write(block)
        return int(cursor.rowcount)


def read_frame(
    connection: "BaseDatabaseWrapper",
    query: str,
    *,
    parameters: Sequence[Any] | Mapping[str, Any],
    schema: Schema,
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
