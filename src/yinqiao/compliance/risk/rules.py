"""From which measures on a mark is set: pure."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from yinqiao.compliance.risk.choices import MarkKind

# Days overdue up to which a bucket reaches; the last has no end.
BUCKETS: Final = (30, 60, 90, 180)


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many times in the period, from how many days, from how many court events on a mark is set."""

    times: int
    days: int
    events: int


def bucket_of(days: int) -> int:
    """Return the bucket of so many days overdue: 0 none, 1 up to 30, 2 up to 60, 3 up to 90, 4 up to 180, 5 more."""
    if days <= 0:
        return 0
    return 1 + sum(days > bound for bound in BUCKETS)


def bucket_bounds(bucket: int) -> tuple[int, int | None]:
    """Return the first and the last day of a bucket from 1 on; None: it has no end."""
    first = BUCKETS[bucket - 2] + 1 if bucket > 1 else 1
    return first, BUCKETS[bucket - 1] if bucket <= len(BUCKETS) else None


def marks(overdue: pl.DataFrame, judicial: pl.DataFrame, limits: Limits) -> pl.DataFrame:
    """Return the marks of everybody: customer_id, kind, times, bucket (of the longest, 0 where it is of no overdue).

    `overdue` has customer_id, times and longest_days, `judicial` customer_id and times.
    """
    days = pl.col("longest_days")
    bucket = pl.sum_horizontal([(days > bound).cast(pl.Int64) for bound in BUCKETS]) + 1
    told = overdue.with_columns(bucket=pl.when(days > 0).then(bucket).otherwise(0))
    found = (
        (told.filter(pl.col("times") >= limits.times), MarkKind.FREQUENT_OVERDUE),
        (told.filter(days >= limits.days), MarkKind.LONG_OVERDUE),
        (
            judicial.filter(pl.col("times") >= limits.events).with_columns(
                bucket=pl.lit(0, pl.Int64)
            ),
            MarkKind.JUDICIAL,
        ),
    )
    return pl.concat(
        rows.select("customer_id", pl.lit(kind.value).alias("kind"), "times", "bucket")
        for rows, kind in found
    ).sort("customer_id", "kind")
