"""PostgreSQL, the web server and the worker killed in the middle of an import: rows and sums are exact afterwards."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.harness import core_files
from tests.harness.core_files import Written
from tests.harness.instances import Instance, instance
from tests.harness.sizes import pick
from tests.harness.visitors import Visitor
from yinqiao.config.runtime.supervisor import program

DAY = date(2026, 11, 22)
NEXT_DAY = date(2026, 11, 23)
CUSTOMERS = pick(small=40_000, full=300_000)
POSTINGS = pick(small=60_000, full=2_000_000)
TABLES = ("product", "customer_person", "account", "transaction")
SECONDS = pick(small=60, full=600)
PASSWORD = "Fault-Test-2026"  # noqa: S105 - of an account that lives for one test
# What only code can plant: a head office, and the administrator who runs imports.
PLANT = f"""
from yinqiao.access.tests.factories import make_account
from yinqiao.organization.models import Org
print("planted", make_account("system_admin", password="{PASSWORD}").username, Org.objects.get().code)
"""
STANDING = """
select file.state, file.rows from imports_importfile file join imports_importbatch batch on batch.id = file.batch_id
where file.table_name = %s and batch.batch_on = %s order by file.id desc limit 1
"""
FIGURES = """
select file.state, batch.status, file.rows, file.accepted, file.rejected, file.sum_accepted
from imports_importfile file join imports_importbatch batch on batch.id = file.batch_id
where file.table_name = 'transaction' and batch.batch_on = %s
"""
HELD = """
select count(*), count(distinct transaction_no), sum(case direction when 'D' then -abs(amount) else amount end) * 100
from holdings_transaction where batch_on = %s
"""


@pytest.fixture
def running() -> Iterator[Instance]:
    with instance() as built:
        built.start()
        yield built


def test_an_import_survives_the_death_of_each_part(running: Instance, tmp_path: Path) -> None:
    username, office = _planted(running)
    people = core_files.write_masters(tmp_path, on=DAY, org=office, customers=CUSTOMERS)
    first = core_files.write_transactions(tmp_path, on=DAY, rows=POSTINGS)

    for table in ("customer_person", "transaction"):
        _kill_postgres_during_import(running, tmp_path, table)
    ended = _import(running, tmp_path).communicate(timeout=SECONDS)

    assert "batch 1 core_banking 2026-11-22: done" in ended[0], ended
    _is_exact(running, DAY, first)
    customers = "select count(*), count(distinct customer_no) from customers_customer"
    assert _row(running, customers) == (people.rows, people.rows)
    assert _row(running, "select count(*) from imports_importbatch") == (1,)

    second = core_files.write_transactions(tmp_path, on=NEXT_DAY, rows=POSTINGS)
    _kill_web_and_worker_during_import(running, second, username)

    _is_exact(running, NEXT_DAY, second)
    _is_exact(running, DAY, first)


def _planted(running: Instance) -> tuple[str, str]:
    said = running.run("manage", "shell", "--no-imports", "-c", PLANT)
    words = next(line for line in said.stdout.splitlines() if line.startswith("planted")).split()
    return words[1], words[2]


def _import(running: Instance, folder: Path) -> subprocess.Popen[str]:
    only = [word for table in TABLES for word in ("--only", table)]
    what = ["import", "run", core_files.PROFILE, "--from", str(folder), "--date", str(DAY)]
    return subprocess.Popen(
        [running.interpreter, *program()[1:], *what, "--older", *only],
        env=running.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
    )


def _kill_postgres_during_import(running: Instance, folder: Path, table: str) -> None:
    """Kill the postmaster while `table` is half loaded; the command says how to go on, the supervisor brings the database back."""
    importing = _import(running, folder)
    _wait_half_loaded(running, table, DAY, importing)
    victim = running.postgres_pid()
    os.kill(victim, signal.SIGKILL)
    _, complaint = importing.communicate(timeout=SECONDS)

    assert importing.returncode == 1
    assert "the same command goes on where it was" in complaint
    running.wait_for(lambda: running.postgres_pid() not in {0, victim}, seconds=40)
    running.wait_for(lambda: running.status("/readyz") == 200, seconds=60)
    _is_half_loaded(running, table, DAY)


def _kill_web_and_worker_during_import(running: Instance, sent: Written, username: str) -> None:
    """Upload in the import centre, load, and kill first the web server, then the worker, each before the load is over."""
    visitor = Visitor(running.port)
    visitor.sign_in(username, PASSWORD)
    fields = {"profile": core_files.PROFILE, "on": str(NEXT_DAY), "is_older": "on"}
    files = (sent.path, sent.path.with_suffix(".ok"))
    task = visitor.upload("/imports/upload/", fields, name="data_files", files=files)
    running.wait_for(lambda: _task(running) == ("tried", 1), seconds=SECONDS)
    visitor.post(f"{task}load/")
    _wait_half_loaded(running, "transaction", NEXT_DAY)
    for part in ("granian", "cli worker"):
        victims = running.pids(part)
        assert victims
        for victim in victims:
            os.kill(victim, signal.SIGKILL)
    _is_half_loaded(running, "transaction", NEXT_DAY)

    running.wait_for(lambda: _task(running) == ("done", 2), seconds=SECONDS)
    running.wait_for(lambda: running.status("/readyz") == 200, seconds=60)
    assert f"{sent.rows:,}" in visitor.get(task)


def _task(running: Instance) -> tuple[object, ...]:
    """Return the state of the only task and how often it was taken up."""
    return _row(
        running, "select state, coalesce((parameters->>'attempts')::int, 0) from imports_importtask"
    )


def _wait_half_loaded(
    running: Instance, table: str, on: date, importing: subprocess.Popen[str] | None = None
) -> None:
    deadline = time.monotonic() + SECONDS
    with running.owner() as connection:
        while True:
            found = connection.execute(STANDING, [table, on]).fetchone()
            if found is not None and found[0] == "loading":
                return
            assert importing is None or importing.poll() is None, importing.communicate()
            assert time.monotonic() < deadline, running.report()
            time.sleep(0.005)


def _is_half_loaded(running: Instance, table: str, on: date) -> None:
    state, rows = _row(running, STANDING, table, on)
    assert state == "loading"
    assert 0 < int(str(rows)) < {"customer_person": CUSTOMERS, "transaction": POSTINGS}[table]


def _is_exact(running: Instance, on: date, sent: Written) -> None:
    """Every row of the file once, in the database and in the lake, and the sum to the 分; the batch says so too."""
    figures = ("finished", "done", sent.rows, sent.rows, 0, sent.sum)
    assert _row(running, FIGURES, on) == figures
    assert _row(running, HELD, on) == (sent.rows, sent.rows, sent.sum)
    lake = pl.scan_parquet(running.home / f"lake/transaction/CORE/{on}/*.parquet")
    ids = lake.select(rows=pl.len(), distinct=pl.col("id").n_unique()).collect().row(0)
    assert ids == (sent.rows, sent.rows)


def _row(running: Instance, query: str, *parameters: object) -> tuple[object, ...]:
    with running.owner() as connection:
        found = connection.execute(query.encode(), parameters).fetchone()
    assert found is not None
    return found
