"""A real worker process: killed, poisoned, hung, stopped (RELIABILITY P35, P37)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections
from tests.harness import sizes
from tests.harness.databases import TestDatabase

from yinqiao.platform import clock
from yinqiao.platform.jobs import heartbeat, queue
from yinqiao.platform.jobs.models import DeadLetter

POINTS = ("before", "claimed", "written", "enqueued", "committed")


def test_killed_workers_lose_nothing_and_double_nothing(workshop: "Workshop") -> None:
    """P35: two kills in every run, a hundred in the release check, over the five points."""
    kills = [
        f"{POINTS[number % 5]}-{number}"
        for number in range(1, sizes.pick(small=2, full=100) * 2, 2)
    ]
    for key in kills:
        queue.defer("sample.die-once", key=key, point=key.partition("-")[0])
        assert workshop.start().wait(30) == -signal.SIGKILL

    workshop.start()

    done = sorted([*kills, *(f"{key}-next" for key in kills)])
    workshop.wait_for(lambda: _ledger() == done, seconds=60)
    workshop.wait_for(lambda: set(_statuses()) == {"succeeded"}, seconds=60)
    assert [workshop.attempts(key) for key in kills] == [2] * len(kills)


def test_poison_is_given_up_after_five_tries_and_delays_nobody(workshop: "Workshop") -> None:
    queue.defer("sample.poison", key="bad")
    queue.defer_many("sample.note", [{"key": f"good-{number}"} for number in range(9)])

    workshop.start()

    workshop.wait_for(lambda: len(_ledger()) == 9, seconds=5 + 10)
    workshop.wait_for(DeadLetter.objects.exists, seconds=30)
    letter = DeadLetter.objects.get()
    assert (letter.name, letter.arguments, letter.attempts) == ("sample.poison", {"key": "bad"}, 5)
    assert letter.error.startswith("ValueError at jobs.py:")
    assert workshop.attempts("bad") == 5
    workshop.wait_for(lambda: _statuses().count("failed") == 1, seconds=5)
    assert '"event": "job given up"' in workshop.log()
    assert "nothing works" not in workshop.log()


def test_a_hung_job_costs_the_worker_its_life_and_is_done_by_the_next(workshop: "Workshop") -> None:
    queue.defer("sample.hang", key="slow")

    assert workshop.start().wait(20) == 70
    workshop.start()

    workshop.wait_for(lambda: _ledger() == ["slow"], seconds=20)


def test_a_worker_asked_to_stop_leaves_at_once_and_no_heartbeat(workshop: "Workshop") -> None:
    process = workshop.start()
    workshop.wait_for(lambda: heartbeat.is_alive(now=clock.now()), seconds=15)

    began = time.monotonic()
    process.send_signal(signal.SIGTERM)

    assert process.wait(8) == 0
    assert time.monotonic() - began < 5
    assert heartbeat.last_seen() is None


class Workshop:
    """Starts worker processes on the test's database and ends them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        """Start a worker; it inherits the addresses of the clone."""
        environment = {
            **os.environ,
            "SAMPLE_JOBS_FOLDER": str(self.folder),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "yinqiao.config.cli", "worker"],
                env=environment,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def wait_for(self, is_met: Callable[[], bool], *, seconds: float) -> None:
        """Wait until `is_met`, or fail with the worker's log."""
        deadline = time.monotonic() + seconds
        while not is_met():
            assert time.monotonic() < deadline, f"{_everything()}\n{self.log()}"
            time.sleep(0.1)

    def attempts(self, key: str) -> int:
        """Return how often a job began."""
        return (self.folder / key).stat().st_size

    def log(self) -> str:
        """Return what the workers wrote."""
        return (self.folder / "log").read_text()


@pytest.fixture
def workshop(committed_db: TestDatabase, tmp_path: Path) -> Iterator[Workshop]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE ledger (key text)")
    place = Workshop(tmp_path)
    yield place
    for process in place.processes:
        process.kill()
        process.wait()


def _statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status FROM procrastinate_jobs WHERE task_name LIKE 'sample.%%' ORDER BY id", []
        )
        return [status for (status,) in cursor.fetchall()]


def _ledger() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM ledger ORDER BY key")
        return [key for (key,) in cursor.fetchall()]


def _everything() -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, status, attempts, worker_id, scheduled_at::text, now()::text FROM procrastinate_jobs"
        )
        jobs = cursor.fetchall()
        cursor.execute("SELECT id, last_heartbeat::text FROM procrastinate_workers")
        workers = cursor.fetchall()
        cursor.execute("SELECT pid, worker_ids, seen_at::text FROM jobs_workerheartbeat")
        return [jobs, workers, cursor.fetchall()]
