"""`yinqiao up` as a real process: started, refused, killed in every part, stopped (issue: Runtime)."""

import os
import signal
import socket
import sys
from collections.abc import Iterator

import pytest

from tests.harness.instances import Instance, instance, interpreter_for
from yinqiao.config.runtime import processes
from yinqiao.config.runtime.state import StateFolder


@pytest.fixture
def fresh() -> Iterator[Instance]:
    with instance() as built:
        yield built


def test_up_survives_the_death_of_each_part_and_loses_nothing(fresh: Instance) -> None:
    fresh.start()
    with fresh.owner() as connection:
        connection.execute("CREATE TABLE kept (line text)")

    _refuses_a_second_one(fresh)
    for name, words in (("web", ("granian",)), ("worker", ("cli worker",)), ("postgres", ())):
        with fresh.owner() as connection:
            connection.execute("INSERT INTO kept VALUES (%s)", [name])
        victim = min(fresh.pids(*words)) if words else fresh.postgres_pid()
        os.kill(victim, signal.SIGKILL)
        processes.wait_gone(victim, seconds=5)
        fresh.wait_for(lambda: fresh.status("/readyz") == 200, seconds=40)

    assert fresh.stop() < 10
    assert fresh.process is not None
    assert fresh.process.returncode == 0
    assert fresh.pids() == []
    assert fresh.postgres_pid() == 0

    fresh.start()
    fresh.process.kill()
    fresh.process.wait()
    assert fresh.pids() != []
    fresh.start()
    with fresh.owner() as connection:
        lines = connection.execute("SELECT line FROM kept ORDER BY line").fetchall()
    assert lines == [("postgres",), ("web",), ("worker",)]
    assert "left by a killed run" in fresh.output
    assert fresh.stop(signal.SIGTERM) < 10


def test_a_port_in_use_is_refused_before_anything_starts(fresh: Instance) -> None:
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", fresh.port))
        occupant.listen()
        refused = fresh.run("up")

    assert refused.returncode == 1
    assert f"Port {fresh.port} on 127.0.0.1 is in use by another program." in refused.stderr
    assert not (fresh.home / "database.json").exists()


def test_a_foreign_or_missing_key_file_stops_the_start(fresh: Instance) -> None:
    fresh.start()
    fresh.stop()
    key_file = fresh.home / "keys" / "keyring.json"
    kept = key_file.read_text()

    key_file.unlink()
    missing = fresh.run("up")
    key_file.write_text(kept.replace('"index": "', '"index": "AAAA'))
    foreign = fresh.run("up")

    assert (missing.returncode, foreign.returncode) == (1, 1)
    assert "is missing, and this database was encrypted with it" in missing.stderr
    assert "does not belong to this database" in foreign.stderr


def test_up_runs_as_an_ordinary_user() -> None:
    account = "nobody" if os.geteuid() == 0 else None
    interpreter = interpreter_for(account) if account else sys.executable
    if not interpreter:
        pytest.skip("NOT RUN: the account nobody can run no Python with our packages")
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


def _refuses_a_second_one(running: Instance) -> None:
    second = running.run("up", PORT=str(running.port + 1))
    assert second.returncode == 1
    assert f"Yinqiao is running already on {running.home}" in second.stderr
