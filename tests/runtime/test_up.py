"""`yinqiao up` as a real process: started, refused, killed in every part, stopped (issue: Runtime)."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.instances import Instance, instance, interpreter_for
from yinqiao.config.runtime.state import StateFolder

# Asked through a command that starts the stopped database for itself.
KEPT = (
    "from django.db import connections; cursor = connections['owner'].cursor();"
    " cursor.execute('SELECT line FROM kept ORDER BY 1'); [print(line) for (line,) in cursor.fetchall()]"
)


@pytest.fixture
def fresh() -> Iterator[Instance]:
    with instance() as built:
        yield built


def test_up_survives_the_death_of_each_part_and_loses_nothing(fresh: Instance) -> None:
    fresh.start()
    with fresh.owner() as connection:
        connection.execute("CREATE TABLE kept (line text)")

    _refuses_a_second_one(fresh)
    for part in ("granian", "cli worker", "postgres"):
        _kill_and_see_it_back(fresh, part)

    assert fresh.stop() < 10
    assert fresh.process is not None
    assert (fresh.process.returncode, fresh.pids(), fresh.postgres_pid()) == (0, [], 0)
    assert _kept(fresh) == ["cli worker", "granian", "postgres"]


def test_a_killed_supervisor_leaves_nothing_that_stands_in_the_way(fresh: Instance) -> None:
    fresh.start()
    with fresh.owner() as connection:
        connection.execute("CREATE TABLE kept (line text)")
        connection.execute("INSERT INTO kept VALUES ('written before')")
    assert fresh.process is not None

    fresh.process.kill()
    fresh.process.wait()
    assert fresh.pids() != []
    fresh.start()

    assert "left by a killed run" in fresh.output
    with fresh.owner() as connection:
        assert connection.execute("SELECT line FROM kept").fetchall() == [("written before",)]
    assert fresh.stop(signal.SIGTERM) < 10


def test_a_port_in_use_is_refused_before_anything_starts(fresh: Instance) -> None:
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", fresh.port))
        occupant.listen()
        refused = fresh.run("up")

    assert refused.returncode == 1
    assert f"Port {fresh.port} on 127.0.0.1 is in use by another program." in refused.stderr
    assert not (fresh.home / "database.json").exists()


def can_enter(account: str, file: Path) -> bool:
    """Tell whether `account` can read `file`, every folder above it included."""
    return (
        subprocess.run(["/usr/bin/test", "-r", str(file)], user=account, check=False).returncode
        == 0
    )


def test_up_runs_as_an_ordinary_user() -> None:
    account = "nobody" if os.geteuid() == 0 else None
    interpreter = interpreter_for(account) if account else sys.executable
    if not interpreter:
        if can_enter("nobody", Path(__file__)):
            pytest.skip("NOT RUN: the account nobody can run no Python with our packages")
        pytest.skip(
            "this checkout lies in a folder closed to nobody; shown wherever it can be read"
        )
    with instance(account=account, interpreter=interpreter) as built:
        built.start()

        assert StateFolder(built.home).database_folder == built.home / "postgres"
        assert built.run("doctor").returncode == 0
        assert built.stop() < 10


def test_doctor_says_what_is_wrong(fresh: Instance) -> None:
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", fresh.port))
        occupant.listen()
        report = fresh.run("doctor")

    assert report.returncode == 1
    assert (
        f"✗ port {fresh.port} → another program listens there: stop it, or set PORT"
        in report.stdout
    )


def test_a_worker_alone_needs_a_database(fresh: Instance) -> None:
    refused = fresh.run("worker")

    assert refused.returncode == 1
    assert "No database: set DATABASE_URL" in refused.stderr


def test_a_demo_can_only_be_reset_where_one_was_made(fresh: Instance) -> None:
    refused = fresh.run("reset-demo")

    assert refused.returncode == 1
    assert "was not made by `yinqiao demo`" in refused.stderr


def test_a_reset_empties_the_demo_and_keeps_the_installation(fresh: Instance) -> None:
    (fresh.home / "uploads").mkdir(parents=True)
    (fresh.home / "uploads" / "rows").write_text("x")
    (fresh.home / "keys").mkdir()
    (fresh.home / "demo.json").write_text("{}")

    assert fresh.run("reset-demo").returncode == 0

    left = {path.name for path in fresh.home.iterdir()}
    assert {"keys", "secrets.json", "database.json"} <= left
    assert not left & {"uploads", "demo.json"}


def _refuses_a_second_one(running: Instance) -> None:
    second = running.run("up", PORT=str(running.port + 1))
    assert second.returncode == 1
    assert f"Yinqiao is running already on {running.home}" in second.stderr


def _kill_and_see_it_back(running: Instance, part: str) -> None:
    """Write a row, kill `part` with -9, and wait until another process does its work."""

    def pid() -> int:
        return running.postgres_pid() if part == "postgres" else min(running.pids(part), default=0)

    with running.owner() as connection:
        connection.execute("INSERT INTO kept VALUES (%s)", [part])
    victim = pid()
    os.kill(victim, signal.SIGKILL)
    running.wait_for(lambda: pid() not in {0, victim}, seconds=40)
    running.wait_for(lambda: running.status("/readyz") == 200, seconds=60)


def _kept(stopped: Instance) -> list[str]:
    result = stopped.run("manage", "shell", "--no-imports", "-c", KEPT)
    return [
        line for line in result.stdout.splitlines() if line in {"cli worker", "granian", "postgres"}
    ]
