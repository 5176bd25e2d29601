"""Parquet files as texts, a bounded number of rows at a time."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from yinqiao.platform.imports.decoding.chunks import LINE, RawChunk, ReadPlan, bad_line
from yinqiao.platform.imports.decoding.headers import column_order
from yinqiao.platform.imports.profile.shapes import Column
from yinqiao.platform.imports.reasons import CONTROL_CHARACTER, NUL, PARQUET_BROKEN, FileRefused

CHUNK_ROWS = 50_000
_CONTROL = r"[\x00-\x08\x0a-\x1f\x7f]"


def read_parquet(path: Path, plan: ReadPlan) -> Iterator[RawChunk]:
    """Yield the rows of a parquet file; the row number is the line."""
    try:
        frame = pl.scan_parquet(path, glob=False)
        schema = frame.collect_schema()
        rows = int(frame.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FileRefused(PARQUET_BROKEN, detail=type(error).__name__) from None
    column_order(schema.names(), plan)
    texts = [_as_text(column, schema[column.heading]) for column in plan.columns]
    for start in range(0, rows, CHUNK_ROWS):
        try:
            part = frame.slice(start, CHUNK_ROWS).select(texts).collect()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise FileRefused(PARQUET_BROKEN, detail=type(error).__name__) from None
        yield _chunk(
            part.with_row_index(LINE, offset=start + 1).with_columns(pl.col(LINE).cast(pl.UInt32)),
            plan,
        )


def _as_text(column: Column, found: pl.DataType) -> pl.Expr:
    value = pl.col(column.heading)
    if isinstance(found, pl.Date | pl.Datetime):
        value = value.dt.strftime(
            column.format or ("%Y%m%d" if column.type == "date" else "%Y%m%d%H%M%S")
        )
    elif found == pl.Boolean:
        value = pl.when(value).then(pl.lit("1")).when(~value).then(pl.lit("0"))
    elif isinstance(found, pl.List | pl.Struct | pl.Array | pl.Binary):
        raise FileRefused(PARQUET_BROKEN, detail=f"{column.heading}: {found}")
    return value.cast(pl.String).alias(column.name)


def _chunk(frame: pl.DataFrame, plan: ReadPlan) -> RawChunk:
    is_bad = pl.any_horizontal(
        pl.col(name).str.contains(_CONTROL) for name in plan.names
    ).fill_null(value=False)
    bad_rows = frame.filter(is_bad)
    if bad_rows.is_empty():
        return RawChunk(frame)
    bad = []
    for row in bad_rows.iter_rows(named=True):
        raw = " | ".join(str(row[name]) for name in plan.names)
        control = next(character for character in raw if character < " " or character == "\x7f")
        reason = NUL if control == "\0" else CONTROL_CHARACTER
        bad.append(
            bad_line(row[LINE], reason, raw, byte=raw.index(control) + 1, value=ord(control))
        )
    return RawChunk(frame.filter(~is_bad), bad)
