"""A real worker process: killed, poisoned, hung, stopped (RELIABILITY P35, P37)."""

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from tests.harness import fake_channel, sizes
from tests.harness.databases import TestDatabase

from yinqiao.platform import clock
from yinqiao.platform.crypto import services as crypto
from yinqiao.platform.jobs import heartbeat, queue, sweep, worker
from yinqiao.platform.jobs.models import DeadLetter, WorkerHeartbeat

POINTS = ("before", "claimed", "sent", "enqueued", "committed")
DEFAULT_BACKOFF = queue.JobDefinition("x", print, "default", 300, 5, 5, None).wait_before(2)


def test_killed_workers_lose_nothing_and_double_nothing(
    nursery: "Nursery", channel: fake_channel.Channel
) -> None:
    """P35: ten kills in every run, a hundred in the release check, over the five points; the channel's ledger is the judge."""
    kills = [f"{POINTS[number % 5]}-{number}" for number in range(sizes.pick(small=10, full=100))]
    for key in kills:
        queue.defer("sample.send", key=key, point=key.partition("-")[0])
        nursery.start()
        assert nursery.end() == -signal.SIGKILL

    nursery.start()

    followers = sorted(f"{key}-next" for key in kills)
    nursery.wait_for(lambda: _ledger() == followers, seconds=60)
    nursery.wait_for(lambda: set(_statuses()) == {"succeeded"}, seconds=60)
    assert sorted(channel.ledger) == sorted(f"/{key}" for key in kills)
    assert [nursery.attempts(key) for key in kills] == [2] * len(kills)


def test_a_lost_job_is_back_within_a_minute_by_the_numbers() -> None:
    """P35: silence until a worker counts as dead, the next look, the first wait, the next poll."""
    longest = sweep.SILENCE_SECONDS + worker.TICK_SECONDS + DEFAULT_BACKOFF + worker.POLL_SECONDS
    assert longest < 60


@sizes.full_only
def test_a_worker_that_dies_beside_another_is_replaced_within_a_minute(
    workshop: "Workshop",
) -> None:
    """P35: the other one, on this machine or elsewhere, sees only its silence."""
    job_id = queue.defer("sample.wait", key="slow")
    lost = workshop.start()
    workshop.wait_for((workshop.folder / "slow").exists, seconds=30)
    other = WorkerHeartbeat.objects.filter(pid=workshop.start().pid)
    workshop.wait_for(other.exists, seconds=30)

    lost.kill()
    began = time.monotonic()
    workshop.wait_for(lambda: _ledger() == ["slow"], seconds=60)

    _show(f"P35: job {job_id} done {time.monotonic() - began:.1f} s after its worker died")
    assert workshop.attempts("slow") == 2


def test_poison_takes_its_turn_and_no_more(nursery: "Nursery") -> None:
    """P37: with every tenth job poisoned, jobs start in the order they came; the retries wait aside."""
    poisoned = [
        queue.defer("sample.slow-poison", key=f"bad-{number // 10}")
        if number % 10 == 0
        else queue.defer("sample.note", key=f"good-{number}")
        for number in range(30)
    ]
    nursery.start()

    nursery.wait_for(lambda: len(_ledger()) == 27, seconds=50)
    assert [job_id for job_id, _wait in _started()] == poisoned
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), min(scheduled_at) > now() FROM procrastinate_jobs WHERE status = 'todo' AND attempts = 1"
        )
        assert cursor.fetchone() == (3, True)


@sizes.full_only
def test_ten_percent_poison_does_not_double_the_wait_of_the_others(nursery: "Nursery") -> None:
    """P37 at its number: the 95th percentile of the wait in a queue of 400, poison retried at once (the worst case)."""
    waits = {}
    nursery.start()
    for name, share in (("clean", 0), ("poisoned", 10)):
        before = len(_started())
        with transaction.atomic():
            for number in range(400):
                is_bad = share and number % share == 0
                queue.defer("sample.poison" if is_bad else "sample.note", key=f"{name}-{number}")
        nursery.wait_for(lambda: "todo" not in _statuses(), seconds=120)
        nursery.wait_for(lambda: "doing" not in _statuses(), seconds=30)
        good = [wait for _job, wait in _started(only="sample.note")[-400 + (40 if share else 0) :]]
        assert len(_started()) - before == (360 + 40 * 5 if share else 400)
        waits[name] = statistics.quantiles(good, n=20)[18]
    ratio = waits["poisoned"] / waits["clean"]
    _show(f"P37: p95 wait {waits['clean']:.2f} s, poisoned {waits['poisoned']:.2f} s: {ratio:.2f}x")
    assert ratio < 2


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
    workshop.wait_for(lambda: heartbeat.is_alive(now=clock.now()), seconds=60)

    process.send_signal(signal.SIGTERM)

    assert process.wait(10) == 0
    assert heartbeat.last_seen() is None


class Place:
    """Where workers of a test leave their traces."""

    def __init__(self, folder: Path, channel: str = "") -> None:
        self.folder = folder
        # Workers inherit the addresses of the clone.
        self.environment = {
            **os.environ,
            "SAMPLE_JOBS_FOLDER": str(folder),
            "SAMPLE_CHANNEL": channel,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }

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


class Workshop(Place):
    """Starts worker processes by the real command and ends them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        """Start a worker."""
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "yinqiao.config.cli", "worker"],
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process


class Nursery(Place):
    """Raises one worker after the other, each a process of its own, without loading Django for each."""

    def __init__(self, folder: Path, channel: str) -> None:
        super().__init__(folder, channel)
        self.pid = 0
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.harness.worker_nursery"],
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def start(self) -> None:
        """Start a worker."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.pid = self._read("pid")

    def end(self) -> int:
        """Wait until the worker is gone; return its exit code, the signal negative."""
        code = self._read("end")
        self.pid = 0
        return code

    def close(self) -> None:
        """Kill the worker that may still live, and its parent."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
        self.process.communicate(timeout=20)

    def _read(self, word: str) -> int:
        assert self.process.stdout is not None
        line = self.process.stdout.readline().split()
        assert line[:1] == [word], (line, self.log())
        return int(line[1])


@pytest.fixture
def ledger(committed_db: TestDatabase) -> None:
    """The table that sample jobs write to."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE ledger (key text)")
    crypto.record_key_check()


@pytest.fixture
def workshop(ledger: None, tmp_path: Path) -> Iterator[Workshop]:
    place = Workshop(tmp_path)
    yield place
    for process in place.processes:
        process.kill()
        process.wait()


@pytest.fixture
def channel() -> Iterator[fake_channel.Channel]:
    with fake_channel.running() as found:
        yield found


@pytest.fixture
def nursery(ledger: None, channel: fake_channel.Channel, tmp_path: Path) -> Iterator[Nursery]:
    place = Nursery(tmp_path, channel.address)
    yield place
    place.close()


def _started(*, only: str = "sample.%") -> list[tuple[int, float]]:
    """Return the jobs in the order their attempts began, with the seconds since the attempt was due."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT job.id, extract(epoch FROM event.at - due.at)::float8 FROM procrastinate_events AS event"
            " JOIN procrastinate_jobs AS job ON job.id = event.job_id AND job.task_name LIKE %s"
            " JOIN procrastinate_events AS due ON due.job_id = job.id AND due.type = 'deferred'"
            " WHERE event.type = 'started' ORDER BY event.id",
            [only],
        )
        return [(int(job_id), float(wait)) for job_id, wait in cursor.fetchall()]


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


def _show(figure: str) -> None:
    sys.stdout.write(f"FIGURE {figure}\n")


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
