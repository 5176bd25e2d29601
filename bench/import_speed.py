"""The import end to end (decoded, checked, encrypted, indexed), beside a bare COPY of the same rows.

Promise: at least 20,000 customers/s and 100,000 transactions/s, memory under 1.5 GB, at 1 million customers.
"""

import subprocess
import tempfile
import threading
import time
from pathlib import Path

import psycopg

from bench import product

_RATES = """
select table_name, sum(rows)::bigint, sum(seconds)::float8 from imports_importfile
where batch_id = (select max(id) from imports_importbatch) group by 1 order by 3 desc
"""
CUSTOMER_TABLES = ("customer_person", "customer_company")
COMPARED = (
    ("customer", "customers_customer"),
    ("transaction", "holdings_transaction"),
    ("balance", "holdings_balance"),
)


def run(home: Path, customers: int) -> None:
    """Load the bank into an empty product and print the figures."""
    folder = product.files_of(home, customers)
    product.empty(home)
    with product.running(home):
        seconds, memory = _import(folder, home)
        with product.database(home) as connection:
            rates = connection.execute(_RATES).fetchall()
            bare = {name: _bare_copy(connection, table) for name, table in COMPARED}
    _print(rates, bare, seconds=seconds, memory=memory)


def _import(folder: Path, home: Path) -> tuple[float, float]:
    words = [
        "import",
        "run",
        "core_banking",
        "--from",
        str(folder),
        "--date",
        product.DAY,
        "--older",
    ]
    began = time.monotonic()
    process = subprocess.Popen(product.command(*words), env=product.environment(home))
    peak = _Peak(process.pid)
    process.wait()
    return time.monotonic() - began, peak.megabytes


class _Peak:
    """The most memory that a process and the one that reads for it held at once, looked at every half second."""

    def __init__(self, pid: int) -> None:
        self.megabytes = 0.0
        self._pid = pid
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while held := _resident(self._pid):
            self.megabytes = max(self.megabytes, held)
            time.sleep(0.5)


def _resident(pid: int) -> float:
    """Return what a process and its children hold, in MB, what they share counted once; 0 once it is gone."""
    folder = Path(f"/proc/{pid}")
    try:
        lines = (folder / "smaps_rollup").read_text().splitlines()
        children = [
            int(child)
            for task in folder.glob("task/*/children")
            for child in task.read_text().split()
        ]
    except OSError:
        return 0.0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return own / 1024 + sum(_resident(child) for child in children)


def _bare_copy(connection: psycopg.Connection[tuple[object, ...]], table: str) -> tuple[int, float]:
    """COPY the rows of `table` into a table of the same columns without index or check; return rows and seconds."""
    with tempfile.TemporaryFile() as file:
        with connection.cursor().copy(
            f"copy (select * from {table}) to stdout (format csv)"
        ) as copy:  # type: ignore[arg-type]
            for block in copy:
                file.write(block)
        file.seek(0)
        connection.execute(f"create table bare_copy as select * from {table} with no data")  # type: ignore[arg-type]
        began = time.monotonic()
        with connection.cursor() as cursor:
            with cursor.copy("copy bare_copy from stdin (format csv)") as copy:
                while block := file.read(1 << 20):
                    copy.write(block)
            rows = cursor.rowcount
        seconds = time.monotonic() - began
        connection.execute("drop table bare_copy")
        return rows, seconds


def _print(
    rates: list[tuple[object, ...]],
    bare: dict[str, tuple[int, float]],
    *,
    seconds: float,
    memory: float,
) -> None:
    total = sum(int(str(rows)) for _, rows, _ in rates)
    product.show(
        [
            (
                str(name),
                f"{int(str(rows)):>12,} rows  {float(str(spent)):>8.1f} s  {int(str(rows)) / max(float(str(spent)), 1e-6):>10,.0f} rows/s",
            )
            for name, rows, spent in rates
        ]
    )
    by_name = {str(name): (int(str(rows)), float(str(spent))) for name, rows, spent in rates}
    people = [by_name[name] for name in CUSTOMER_TABLES if name in by_name]
    figures = {
        "customer": (sum(rows for rows, _ in people), sum(spent for _, spent in people)),
        "transaction": by_name.get("transaction", (0, 0.0)),
        "balance": by_name.get("balance", (0, 0.0)),
    }
    for name, (rows, spent) in figures.items():
        copied, took = bare[name]
        ours, limit = rows / max(spent, 1e-6), copied / max(took, 1e-6)
        product.show(
            [
                (
                    f"{name}s",
                    f"{ours:,.0f}/s; bare COPY {limit:,.0f}/s; ratio {limit / max(ours, 1e-6):.1f}",
                )
            ]
        )
    product.show(
        [
            ("all rows", f"{total:,} in {seconds:,.0f} s = {total / seconds:,.0f} rows/s"),
            ("memory", f"{memory:,.0f} MB (promise: under 1,500)"),
        ]
    )
