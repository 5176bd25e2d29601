"""What checks are made of: verdicts on tidied texts, ages in full years."""

import polars as pl

from yinqiao.platform.masking.columns import tidy_column

TEXT = pl.col("text")
BIRTH_YEARS = 10_000  # one year in the figure yyyymmdd


def verdict(*faults: tuple[pl.Expr, str]) -> pl.Expr:
    """Return the code of the first fault that holds, else null. An undecided (null) condition does not hold."""
    result = pl.lit(None, dtype=pl.String)
    for fault, code in reversed(faults):
        result = pl.when(fault).then(pl.lit(str(code))).otherwise(result)
    return result


def of_text(text: pl.Expr, *faults: tuple[pl.Expr, str], **parts: pl.Expr) -> pl.Expr:
    """Return the verdict on a tidied text; null for a blank one.

    `parts` are expressions over the column ``text``, and `faults` over ``text`` and the parts: each part is computed
    once for the batch. (As one big expression Polars computes it anew wherever it stands: four times as slow.)
    """

    def judge(batch: pl.Series) -> pl.Series:
        frame = pl.DataFrame({"text": batch}).with_columns(**parts)
        return frame.select(pl.when(TEXT.str.len_chars() > 0).then(verdict(*faults))).to_series()

    return text.map_batches(judge, return_dtype=pl.String)


def tidied(column: str) -> pl.Expr:
    """Return a column half-width and trimmed."""
    return tidy_column(pl.col(column))


def _figure(day: pl.Expr) -> pl.Expr:
    """Return a date as the figure yyyymmdd: a difference, divided by 10,000, is the age in full years."""
    return (
        day.dt.year().cast(pl.Int64) * 10_000 + day.dt.month().cast(pl.Int64) * 100 + day.dt.day()
    )


def full_years(birth: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Return the age in full years on `day`."""
    return (_figure(day) - _figure(birth)) // BIRTH_YEARS
