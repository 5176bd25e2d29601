"""The balances of the lake, and a result as a frame."""

import ibis.expr.types as ir
import polars as pl
from ibis.backends.duckdb import Backend


def newest_balances(backend: Backend, pattern: str) -> ir.Table:
    """Read the balance parts of the lake; where two batches give the same account and day, the later batch date counts."""
    rows = backend.read_parquet(pattern, table_name="balance_parts", filename=True)
    batch = rows.filename.re_extract(r"(\d{4}-\d{2}-\d{2})/[^/]*$", 1)
    return rows.group_by(["account_id", "balance_on"]).aggregate(balance=rows.balance.argmax(batch))


def result(backend: Backend, table: ir.Table) -> pl.DataFrame:
    """Run the expression and return a Polars frame."""
    return pl.DataFrame(pl.from_arrow(backend.to_pyarrow(table)))
