"""Shapes of rows between frame and table."""

import hashlib
from collections.abc import Mapping

import polars as pl

from yinqiao.platform.imports.ports import TargetColumn
from yinqiao.platform.imports.tables.columns import Column

_DIGEST_BYTES = 8
_TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "text": pl.String,
    "code": pl.String,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "datetime": pl.Datetime("us", "Asia/Shanghai"),
    "decimal": pl.Decimal(20, 2),
    "rate": pl.Decimal(9, 6),
}


def completed(frame: pl.DataFrame, columns: Mapping[str, TargetColumn]) -> pl.DataFrame:
    """Add the columns that the profile does not feed, as nulls."""
    missing = [
        pl.lit(None, dtype=_TYPES[column.kind]).alias(name)
        for name, column in columns.items()
        if name not in frame.columns
    ]
    return frame.with_columns(missing)


def value_of(frame: pl.DataFrame, column: Column) -> pl.Expr:
    """Return the table's value of `column`: its default where absent, empty text for absent text, rates as fractions."""
    expression = pl.col(column.name)
    if column.kind == "rate":
        # Files and checks have percent, tables the fraction that every formula needs: 3.10 % is 0.031000.
        expression = (expression / 100).cast(pl.Decimal(9, 6))
    if column.default is not None:
        expression = expression.fill_null(column.default)
    elif frame.schema[column.name] == pl.String:
        expression = expression.fill_null("")
    return expression.alias(column.target)


def row_digests(frame: pl.DataFrame) -> pl.Series:
    """Return a 64-bit digest of each row's values, stable over versions of every library."""
    text = frame.select(
        pl.concat_str(
            [pl.col(name).cast(pl.String).fill_null("\x1e") for name in frame.columns],
            separator="\x1f",
        )
    ).to_series()
    blake = hashlib.blake2b
    digests = [
        int.from_bytes(blake(row.encode(), digest_size=_DIGEST_BYTES).digest(), "big", signed=True)
        for row in text.to_list()
    ]
    return pl.Series(digests, dtype=pl.Int64)
