"""The balances of the lake, and a result as a frame."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import ibis.expr.types as ir
import polars as pl
from ibis.backends.duckdb import Backend

from yinqiao.analytics.facts.definition import KEY


def balance_rows(backend: Backend, pattern: str) -> ir.Table:
    """Read the balance parts of the lake: account_id, balance_on, balance and `batch`, the batch date that brought the row."""
    rows = backend.read_parquet(pattern, table_name="balance_parts", filename=True)
    batch = rows.filename.re_extract(r"(\d{4}-\d{2}-\d{2})/[^/]*$", 1).cast("date")
    return rows.select("account_id", "balance_on", "balance", batch=batch)


def frames(
    places: Mapping[str, Path], columns: Sequence[str], *, rows: int
) -> Iterator[pl.DataFrame]:
    """Yield customer_id and `columns` as frames of at most `rows` customers, in their order.

    Each column lies in the Parquet file that `places` names; all files hold the same customers in the same order, or ValueError is raised.
    """
    held: dict[Path, list[str]] = {}
    for column in columns:
        held.setdefault(places[column], []).append(column)
    files = {path: pl.scan_parquet(path).select(KEY, *names) for path, names in held.items()}
    total = max(file.select(pl.len()).collect().item() for file in files.values())
    for first in range(0, total, rows):
        parts = [file.slice(first, rows).collect() for file in files.values()]
        if any(not part[KEY].equals(parts[0][KEY]) for part in parts):
            message = f"files of other customers: {sorted(map(str, files))}"
            raise ValueError(message)
        beside = [parts[0], *(part.drop(KEY) for part in parts[1:])]
        yield pl.concat(beside, how="horizontal").select(KEY, *columns)


def result(backend: Backend, table: ir.Table) -> pl.DataFrame:
    """Run the expression and return a Polars frame."""
    return pl.DataFrame(pl.from_arrow(backend.to_pyarrow(table)))
