"""At most one main manager at any instant (contract 20), told row by row before the database would refuse a whole load."""

from datetime import date

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.ports import Batch, Rejection
from yinqiao.platform.imports.tables import copying

OVERLAP = "MAIN_OVERLAP"
WITH_ANOTHER = "该客户在此期间已有主办客户经理，管户期间重叠"
WITHIN_FILE = "与本文件中同一客户的另一主办期间重叠"
_FOREVER = date(9999, 12, 31)
# A join, so that a large piece reads the table once: 20,000 look-ups in the index of the exclusion rule take seconds.
_EXISTING = """
select customer_id, source, source_key, valid_from, coalesce(valid_to, date '9999-12-31')
from customers_assignment join unnest(%s::bigint[]) as asked (customer_id) using (customer_id)
where role = 'MAIN' and ended_on is null
"""


def end_after(last_day: str) -> pl.Expr:
    """Return the exclusive end of a period whose last day is given; null for one that is open or for ever."""
    day = pl.col(last_day)
    return pl.when(day < _FOREVER).then(day.dt.offset_by("1d"))


def overlapping(
    connection: BaseDatabaseWrapper, batch: Batch, frame: pl.DataFrame
) -> list[Rejection]:
    """Return the main periods of `frame` that overlap one that stands, or an earlier one of the frame.

    Rows that the frame delivers again count with their new period. `valid_to` of the file is the last day, included.
    """
    mains = frame.filter((pl.col("role") == "MAIN") & (pl.col("_op") != "D")).select(
        "_line",
        "customer_id",
        "source_key",
        pl.col("valid_from").alias("_first"),
        end_after("valid_to").fill_null(_FOREVER).alias("_end"),
    )
    if mains.is_empty():
        return []
    standing = _standing(connection, batch, frame=frame, mains=mains)
    taken = set(_overlapping_with(mains, standing))
    found = [Rejection(line, "valid_from", OVERLAP, WITH_ANOTHER) for line in sorted(taken)]
    rest = mains.filter(~pl.col("_line").is_in(list(taken))) if taken else mains
    return found + [
        Rejection(line, "valid_from", OVERLAP, WITHIN_FILE) for line in _overlapping_within(rest)
    ]


def _standing(
    connection: BaseDatabaseWrapper, batch: Batch, *, frame: pl.DataFrame, mains: pl.DataFrame
) -> pl.DataFrame:
    """Return the main periods of these customers that the frame itself does not deliver."""
    schema = {
        "customer_id": pl.Int64,
        "_source": pl.String,
        "source_key": pl.String,
        "_from": pl.Date,
        "_to": pl.Date,
    }
    customers = mains.get_column("customer_id").unique().to_list()
    rows = copying.read_frame(connection, _EXISTING, parameters=(customers,), schema=schema)
    own = rows.filter(pl.col("_source") == batch.source)
    delivered = own.join(frame.select("source_key"), on="source_key", how="anti")
    return pl.concat([rows.filter(pl.col("_source") != batch.source), delivered])


def _overlapping_with(mains: pl.DataFrame, standing: pl.DataFrame) -> list[int]:
    pairs = mains.join(standing.drop("source_key"), on="customer_id")
    meets = (pl.col("_first") < pl.col("_to")) & (pl.col("_from") < pl.col("_end"))
    return [int(line) for line in pairs.filter(meets).get_column("_line").unique().to_list()]


def _overlapping_within(mains: pl.DataFrame) -> list[int]:
    """Return the lines that overlap an earlier period which is kept; only customers with several periods are looked at."""
    several = mains.filter(pl.len().over("customer_id") > 1).sort("customer_id", "_first", "_line")
    found: list[int] = []
    customer, end = 0, date.min
    for line, owner, first, until in several.select(
        "_line", "customer_id", "_first", "_end"
    ).rows():
        if owner == customer and first < end:
            found.append(line)
        else:
            customer, end = owner, until
    return found
