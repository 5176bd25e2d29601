"""Each effect is a row in the table `ledger`, which the tests make; files tell attempts apart, whatever is rolled back."""

import os
import signal
import time
from pathlib import Path

from django.db import connection, transaction

from tests.harness import fake_channel
from yinqiao.platform.jobs import queue


@queue.job("sample.note", backoff_seconds=0.2)
def note(*, key: str) -> None:
    """Write one line, exactly once."""
    with transaction.atomic():
        if queue.once(f"note:{key}"):
            _write(key)


@queue.job("sample.send", backoff_seconds=0.2)
def send(*, key: str, point: str) -> None:
    """Send one message and enqueue one job; kill the worker at `point` of the first attempt.

    Points: before the transaction, key claimed, message on its way with the answer not read, next job enqueued, committed
    but not acknowledged. An unknown outcome is asked back by the message's key, never sent again.
    """
    is_first = _count_attempt(key) == 1

    def die_at(place: str) -> None:
        if is_first and place == point:
            os.kill(os.getpid(), signal.SIGKILL)

    channel = fake_channel.Client(os.environ["SAMPLE_CHANNEL"])
    die_at("before")
    with transaction.atomic():
        if queue.once(f"send:{key}"):
            die_at("claimed")
            if not channel.knows(key):
                channel.send(key, meanwhile=lambda: die_at("sent"))
            queue.defer("sample.note", key=f"{key}-next")
            die_at("enqueued")
    die_at("committed")


@queue.job("sample.wait", backoff_seconds=0.2)
def wait(*, key: str) -> None:
    """Take long at the first attempt, then write one line, exactly once."""
    if _count_attempt(key) == 1:
        time.sleep(600)
    note(key=key)


@queue.job("sample.poison", backoff_seconds=0.1)
def poison(*, key: str) -> None:
    """Fail always."""
    _count_attempt(key)
    message = f"nothing works for {key}"
    raise ValueError(message)


@queue.job("sample.slow-poison", backoff_seconds=60)
def slow_poison(*, key: str) -> None:
    """Fail always, with a long wait before the next try."""
    poison(key=key)


@queue.job("sample.hang", deadline_seconds=2, backoff_seconds=0.2)
def hang(*, key: str) -> None:
    """Hang the first time."""
    if _count_attempt(key) == 1:
        time.sleep(60)
    with transaction.atomic():
        if queue.once(f"hang:{key}"):
            _write(key)


def _count_attempt(key: str) -> int:
    path = Path(os.environ["SAMPLE_JOBS_FOLDER"]) / key
    with path.open("a") as file:
        file.write("x")
    return path.stat().st_size


def _write(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO ledger (key) VALUES (%s)", [key])
