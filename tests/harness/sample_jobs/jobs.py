"""Each effect is a row in the table `ledger`, which the tests make; files tell attempts apart, whatever is rolled back."""

import os
import signal
import time
from pathlib import Path

from django.db import connection, transaction

from yinqiao.platform.jobs import queue


@queue.job("sample.note", backoff_seconds=0.2)
def note(*, key: str) -> None:
    """Write one line, exactly once."""
    with transaction.atomic():
        if queue.once(f"note:{key}"):
            _write(key)


@queue.job("sample.die-once", backoff_seconds=0.2)
def die_once(*, key: str, point: str) -> None:
    """Kill the worker at `point` of the first attempt; later attempts pass.

    Points: before the transaction, key claimed, effect written, next job enqueued, committed but not acknowledged.
    """
    is_first = _count_attempt(key) == 1

    def die_at(place: str) -> None:
        if is_first and place == point:
            os.kill(os.getpid(), signal.SIGKILL)

    die_at("before")
    with transaction.atomic():
        if queue.once(f"die:{key}"):
            die_at("claimed")
            _write(key)
            die_at("written")
            queue.defer("sample.note", key=f"{key}-next")
            die_at("enqueued")
    die_at("committed")


@queue.job("sample.poison", backoff_seconds=0.1)
def poison(*, key: str) -> None:
    """Fail always."""
    _count_attempt(key)
    message = f"nothing works for {key}"
    raise ValueError(message)


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
