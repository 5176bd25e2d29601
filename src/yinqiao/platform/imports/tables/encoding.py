"""Polars frames in PostgreSQL's binary COPY format, or as text where a table has columns that the encoder does not know.

As text, every value is put into words here and read again by PostgreSQL, which took a seventh of an import.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import nanoarrow as na
import polars as pl
from django.db import DataError
from nanoarrow.ipc import InputStream
from pgpq import ArrowToPostgresBinaryEncoder

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from nanoarrow.c_array import CArray

_TYPES: Final = """
select a.attname, format_type(a.atttypid, null) from pg_attribute a
where a.attrelid = to_regclass(%s) and a.attnum > 0 and not a.attisdropped
"""
_UTC: Final = pl.Datetime("us", "UTC")
_TYPE_OF: Final[Mapping[str, pl.DataType]] = {
    "smallint": pl.Int16(),
    "integer": pl.Int32(),
    "bigint": pl.Int64(),
    "double precision": pl.Float64(),
    "boolean": pl.Boolean(),
    "bytea": pl.Binary(),
    "date": pl.Date(),
    "timestamp with time zone": _UTC,
    "text": pl.String(),
    "character varying": pl.String(),
    "character": pl.String(),
}
_KNOWN: Final = frozenset({*_TYPE_OF, "jsonb", "numeric"})
# jsonb begins with the version of its format.
_JSON: Final = "\x01"
# Digits of a float behind the point: more than any column of decimals keeps.
_DIGITS: Final = 12


class UnfitColumn(TypeError):
    """A column of a frame is of no type that its table's column could take."""


def column_types(connection: "BaseDatabaseWrapper", table: str) -> dict[str, str]:
    """Return the type of each column of a table, as PostgreSQL names it, without its length."""
    with connection.cursor() as cursor:
        cursor.execute(_TYPES, (table,))
        return dict(cursor.fetchall())


def has_binary_form(types: Iterable[str]) -> bool:
    """Tell whether columns of these types can be written in binary: arrays cannot, the encoder has them of text alone."""
    return all(kind in _KNOWN for kind in types)


def as_text(frames: Iterable[pl.DataFrame]) -> Iterator[bytes]:
    """Yield what COPY (FORMAT CSV) takes for frames of the same columns; arrays are given as PostgreSQL writes them."""
    for frame in frames:
        text = io.BytesIO()
        hexed = [
            (pl.lit("\\x") + pl.col(name).bin.encode("hex")).alias(name)
            for name, dtype in frame.schema.items()
            if dtype == pl.Binary
        ]
        frame.with_columns(hexed).write_csv(text, include_header=False)
        yield text.getvalue()


def encoded(frames: Iterable[pl.DataFrame], types: Mapping[str, str]) -> Iterator[bytes]:
    """Yield what COPY (FORMAT BINARY) takes for frames of the same columns; `types` are those of the table.

    Raises DataError where a value is too large for its column, as PostgreSQL does, and UnfitColumn for a type that fits none.
    """
    encoder: ArrowToPostgresBinaryEncoder | None = None
    for frame in frames:
        for rows in _arrow(_fitted(frame, types)):
            if encoder is None:
                encoder = ArrowToPostgresBinaryEncoder(rows.schema)
                yield encoder.write_header()
            yield encoder.write_batch(rows)
    if encoder is not None:
        yield encoder.finish()


def _arrow(frame: pl.DataFrame) -> "Iterator[CArray]":
    """Yield the frame as Arrow arrays of structs.

    Through the stream format, which costs next to nothing: handed over directly, the views of Polars' texts are misread by the encoder.
    """
    stream = io.BytesIO()
    frame.write_ipc_stream(stream, compression="uncompressed", compat_level=pl.CompatLevel.oldest())
    stream.seek(0)
    with InputStream.from_readable(stream) as rows:
        yield from na.c_array_stream(rows)


def _fitted(frame: pl.DataFrame, types: Mapping[str, str]) -> pl.DataFrame:
    columns = [
        _fit(pl.col(name), dtype, types[name]).alias(name) for name, dtype in frame.schema.items()
    ]
    try:
        return frame.select(columns)
    except (pl.exceptions.InvalidOperationError, pl.exceptions.ComputeError):
        # Told by Polars with the values; the caller tells of the row.
        message = "a value does not fit its column"
        raise DataError(message) from None


def _fit(column: pl.Expr, dtype: pl.DataType, kind: str) -> pl.Expr:
    """Return `column` in the type whose binary form a table's column of `kind` reads."""
    if kind == "jsonb":
        return pl.lit(_JSON) + column.cast(pl.String)
    if kind == "numeric" and dtype.is_decimal():
        # PostgreSQL rounds to its own scale.
        return column
    target = _numeric(dtype) if kind == "numeric" else _TYPE_OF[kind]
    if not _is_taken(dtype, target):
        message = f"{dtype} cannot be written into a column of {kind}"
        raise UnfitColumn(message)
    return column.cast(target)


def _is_taken(dtype: pl.DataType, target: pl.DataType) -> bool:
    """Tell whether a cast keeps the value: nothing is cut, and no text is guessed at."""
    if target == pl.String or dtype == pl.Null:
        return True
    if target.is_integer():
        return dtype.is_integer()
    if target.is_numeric():
        return dtype.is_numeric()
    if target == _UTC:
        return isinstance(dtype, pl.Datetime) and dtype.time_zone is not None
    return dtype == target


def _numeric(dtype: pl.DataType) -> pl.Decimal:
    return pl.Decimal(38, _DIGITS if dtype.is_float() else 0)
