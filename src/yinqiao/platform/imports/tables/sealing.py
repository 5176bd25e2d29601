"""Seal columns of a frame: token, blind index and mask per row, bound to the row's id."""

import polars as pl

from yinqiao.platform.crypto import fields, index
from yinqiao.platform.imports.tables.columns import Sealed
from yinqiao.platform.masking.columns import mask_column
from yinqiao.platform.masking.rules import FieldClass


def seal(frame: pl.DataFrame, sealed: Sealed) -> pl.DataFrame:
    """Replace the clear column by token, index and mask. `frame` must have the column ``id``. Nulls stay null."""
    clear = frame.get_column(sealed.name)
    present = clear.is_not_null()
    rows = frame.filter(present)
    texts = rows.get_column(sealed.name).to_list()
    columns = {
        sealed.token: fields.encrypt_many(sealed.field, rows.get_column("id").to_list(), texts)
    }
    if sealed.index:
        field = sealed.index_field or sealed.field
        columns[sealed.index] = index.blind_many(field, _indexed(rows, sealed))
    part = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Binary)).with_columns(
        masked(rows, sealed).alias(sealed.masked)
    )
    # Row by row in order: those without a value take none.
    places = pl.select(pl.when(present).then(present.cum_sum() - 1)).to_series()
    return frame.drop(sealed.name).hstack(part.select(pl.all().gather(places)))


def masked(frame: pl.DataFrame, sealed: Sealed) -> pl.Series:
    """Return the mask of each row's value."""
    if frame.is_empty():
        # Without a row there is no class to go by.
        return pl.Series("masked", [], dtype=pl.String)
    # A column of nulls alone has no type of its own.
    values = pl.col(sealed.name).cast(pl.String)
    wide = frame.select((values.str.len_bytes() - values.str.len_chars()).sum()).item()
    if sealed.class_of is None:
        mask = mask_column(values, sealed.field_class, is_ascii=not wide)
        return frame.select(mask).to_series()
    classes = sealed.class_of(frame)
    marked = frame.select(pl.col(sealed.name).alias("value")).with_columns(classes.alias("class"))
    choice: pl.Expr = pl.lit(None, dtype=pl.String)
    for name in classes.unique().to_list():
        choice = (
            pl.when(pl.col("class") == name)
            .then(mask_column(pl.col("value"), FieldClass(name), is_ascii=not wide))
            .otherwise(choice)
        )
    return marked.select(choice.alias("masked")).to_series()


def _indexed(frame: pl.DataFrame, sealed: Sealed) -> list[str]:
    expression = pl.col(sealed.name)
    if sealed.normalise is not None:
        expression = sealed.normalise(expression)
    return [str(text) for text in frame.select(expression).to_series().to_list()]
