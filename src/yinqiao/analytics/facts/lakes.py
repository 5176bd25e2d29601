"""The balances of the lake, and a result as a frame."""

from collections.abc import Iterator

import ibis.expr.types as ir
import polars as pl
from ibis.backends.duckdb import Backend


def balance_rows(backend: Backend, pattern: str) -> ir.Table:
    """Read the balance parts of the lake: account_id, balance_on, balance and `batch`, the batch date that brought the row."""
    rows = backend.read_parquet(pattern, table_name="balance_parts", filename=True)
    batch = rows.filename.re_extract(r"(\d{4}-\d{2}-\d{2})/[^/]*$", 1).cast("date")
    return rows.select("account_id", "balance_on", "balance", batch=batch)


def frames(backend: Backend, table: ir.Table, *, rows: int) -> Iterator[pl.DataFrame]:
    """Yield a table that has the column customer_id as Polars frames of at most `rows` customers, in their order."""
    numbers = result(backend, table.select("customer_id").order_by("customer_id"))
    firsts = numbers.get_column("customer_id").gather_every(rows).to_list()
    for first, end in zip(firsts, [*firsts[1:], None], strict=True):
        piece = table.filter(table.customer_id >= first)
        if end is not None:
            piece = piece.filter(piece.customer_id < end)
        yield result(backend, piece.order_by("customer_id"))


def result(backend: Backend, table: ir.Table) -> pl.DataFrame:
    """Run the expression and return a Polars frame."""
    return pl.DataFrame(pl.from_arrow(backend.to_pyarrow(table)))
