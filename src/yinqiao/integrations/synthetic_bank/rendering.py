"""Frames of days, 分 and percents become rows of text as the profile describes them."""

import io
from functools import cache

import numpy as np
import polars as pl

from yinqiao.integrations.core_banking.format_page import Column, Table, load_profile
from yinqiao.integrations.synthetic_bank.arrays import FOREVER, NO_DAY, Integers, integers

DELIMITER = b"|+|"
_COLUMN_BREAK = "\x1f"  # one byte for the fast writer, then replaced
PERCENT_DECIMALS = 4
_FIRST_DAY = -25_567  # 1900-01-01
_DAYS = 73_414  # to 2100-12-31


@cache
def table_of(name: str) -> Table:
    """Return the profile's table of that name."""
    return {table["name"]: table for table in load_profile()["tables"]}[name]


@cache
def _calendar() -> Integers:
    """Return YYYYMMDD for each day from 1900-01-01."""
    days = np.arange(_FIRST_DAY, _FIRST_DAY + _DAYS).astype("datetime64[D]")
    years = days.astype("datetime64[Y]").astype(np.int64) + 1970
    months = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    return integers(
        years * 10_000 + months * 100 + (days - days.astype("datetime64[M]")).astype(np.int64) + 1
    )


def calendar_numbers(days: Integers) -> Integers:
    """Return YYYYMMDD as a number for each day number."""
    return _calendar()[np.clip(days - _FIRST_DAY, 0, _DAYS - 1)]


def shown(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns of table `name` in file order, each as it is written (numbers may stay numbers)."""
    return pl.DataFrame(
        [
            _shown_column(column, frame.get_column(column["name"])).alias(column["name"])
            for column in table_of(name)["columns"]
        ]
    )


def _shown_column(column: Column, values: pl.Series) -> pl.Series:
    kind = column["type"]
    if kind == "date":
        return _shown_days(column, values)
    if kind in {"rate", "decimal"}:
        scale = PERCENT_DECIMALS if kind == "rate" else column.get("scale", 2)
        return values.cast(pl.Float64).round(scale).cast(pl.Decimal(30, scale)).cast(pl.String)
    if kind == "boolean":
        return values.cast(pl.Int8)
    by_kind = {"datetime": _shown_times, "cents": _trailing_sign}
    return by_kind[kind](values) if kind in by_kind else values


def _shown_days(column: Column, values: pl.Series) -> pl.Series:
    days = values.cast(pl.Int64).fill_null(NO_DAY)
    numbers = pl.Series(calendar_numbers(days.to_numpy())).cast(pl.String)
    empty = "00010101" if "00010101" in column.get("null", []) else None
    frame = pl.DataFrame({"day": days, "text": numbers})
    text = (
        pl.when(pl.col("day") == FOREVER)
        .then(pl.lit("99991231"))
        .when(pl.col("day") == NO_DAY)
        .then(pl.lit(empty, dtype=pl.String))
        .otherwise("text")
    )
    return frame.select(text.alias("text")).to_series()


def _shown_times(values: pl.Series) -> pl.Series:
    """Return YYYYMMDDHHMMSS; the values are seconds since 1970-01-01 in the bank's own time."""
    missing = values.is_null()
    seconds = values.cast(pl.Int64).fill_null(0).to_numpy()
    clock = seconds % 86_400
    numbers = (
        calendar_numbers(integers(seconds // 86_400)) * 10**6
        + clock // 3600 * 10**4
        + clock // 60 % 60 * 100
        + clock % 60
    )
    return (
        pl.DataFrame({"missing": missing, "number": numbers})
        .select(pl.when(~pl.col("missing")).then("number").alias("number"))
        .to_series()
    )


def _trailing_sign(values: pl.Series) -> pl.Series:
    if not (values.min() or 0) < 0:  # type: ignore[operator]
        return values
    column = pl.col("value")
    text = (
        pl.when(column < 0)
        .then(pl.concat_str(column.abs().cast(pl.String), pl.lit("-")))
        .otherwise(column.cast(pl.String))
    )
    return pl.DataFrame({"value": values}).select(text.alias("value")).to_series()


def encoded(frame: pl.DataFrame) -> bytes:
    """Return rows as GB18030 bytes in the profile's form."""
    buffer = io.BytesIO()
    frame.write_csv(
        buffer, include_header=False, separator=_COLUMN_BREAK, quote_style="never", null_value=""
    )
    return buffer.getvalue().replace(_COLUMN_BREAK.encode(), DELIMITER).decode().encode("gb18030")
