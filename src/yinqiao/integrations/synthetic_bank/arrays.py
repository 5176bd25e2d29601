"""Small column tools: days as integers since 1970-01-01, draws, ranks inside groups."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rng = np.random.Generator

NO_DAY = -(10**7)  # no date: written empty or as 00010101, as the column's profile says
FOREVER = 2_932_896  # 9999-12-31


def day_number(value: date) -> int:
    """Return the days from 1970-01-01 to `value`."""
    return value.toordinal() - 719_163


def day_date(number: int) -> date:
    """Return the date of a day number."""
    return date.fromordinal(number + 719_163)


def integers(values: object) -> Integers:
    """Return `values` as a 64-bit integer array."""
    return np.asarray(values, dtype=np.int64)


def draw(rng: Rng, weights: Sequence[float] | Floats, size: int) -> Integers:
    """Return `size` indexes drawn in proportion to `weights`."""
    bounds = np.cumsum(np.asarray(weights, dtype=np.float64))
    return integers(np.searchsorted(bounds, rng.random(size) * bounds[-1], side="right"))


def draw_by_row(rng: Rng, weights: Floats, rows: Integers) -> Integers:
    """Return one index for each of `rows`, drawn by that row of the matrix `weights`."""
    bounds = np.cumsum(weights, axis=1)
    bounds = bounds / bounds[:, -1:]
    return integers((rng.random(len(rows))[:, None] >= bounds[rows]).sum(axis=1))


def rank_in_group(group: Integers) -> Integers:
    """Return 0, 1, 2, … for the members of each group, in the order they stand."""
    order = np.argsort(group, kind="stable")
    ordered = group[order]
    starts = np.flatnonzero(group_starts(ordered))
    lengths = np.diff(np.r_[starts, len(ordered)])
    ranks = np.empty(len(group), dtype=np.int64)
    ranks[order] = np.arange(len(group)) - np.repeat(starts, lengths)
    return ranks


def money(yuan: Floats, *, step: int = 1) -> Integers:
    """Return yuan as 分, rounded to a multiple of `step` 分."""
    return integers(np.rint(yuan * 100 / step)) * step


def months_before(day: date, count: int) -> date:
    """Return the first day of the month `count` months before that of `day`."""
    month = day.year * 12 + day.month - 1 - count
    return date(month // 12, month % 12 + 1, 1)


def texts(vocabulary: Sequence[str], indexes: Integers) -> pl.Series:
    """Return the words of `vocabulary` at `indexes`."""
    return pl.Series(vocabulary, dtype=pl.String).gather(pl.Series(indexes, dtype=pl.Int64))


def concatenated(*parts: pl.Series | str) -> pl.Series:
    """Return the row-wise concatenation of columns and fixed texts."""
    columns = {
        str(position): part for position, part in enumerate(parts) if isinstance(part, pl.Series)
    }
    expressions = [
        pl.col(str(position)).cast(pl.String) if isinstance(part, pl.Series) else pl.lit(part)
        for position, part in enumerate(parts)
    ]
    return pl.DataFrame(columns).select(pl.concat_str(expressions).alias("text")).to_series()


def padded(prefix: str, numbers: Integers, width: int) -> pl.Series:
    """Return `prefix` and the numbers filled with zeros to `width` digits."""
    return concatenated(prefix, pl.Series(numbers + 10**width).cast(pl.String).str.slice(1))


def chosen(condition: Flags, yes: Integers | int, no: Integers | int) -> Integers:
    """Return `yes` where the condition holds, else `no`, as integers."""
    return integers(np.where(condition, yes, no))


def group_starts(*columns: Integers) -> Flags:
    """Return which rows of ordered columns begin a new combination of values."""
    changed = np.zeros(max(len(columns[0]) - 1, 0), dtype=np.bool_)
    for column in columns:
        changed |= column[1:] != column[:-1]
    return np.asarray(np.r_[True, changed][: len(columns[0])])


def group_ends(*columns: Integers) -> Flags:
    """Return which rows of ordered columns are the last of their combination of values."""
    return np.asarray(np.r_[group_starts(*columns)[1:], True][: len(columns[0])])
