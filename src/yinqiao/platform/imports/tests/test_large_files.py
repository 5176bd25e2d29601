"""A file of any size in bounded memory, killed three times on its way: exact in the end, and no change when run again (P26, P27).

The release check takes RELIABILITY's file of 1 GB and kills by the clock; a submission takes a small one and kills by rows.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.harness.sizes import is_full, pick

from yinqiao.platform.imports.choices import BatchStatus
from yinqiao.platform.imports.models import ImportBatch, ImportFile, QuarantineRow
from yinqiao.platform.imports.tests import large_file, samples

ROWS = pick(small=160_000, full=10_780_000)
KILLS = (15, 20, 25) if is_full() else (20_000, 60_000, 100_000)
MOST_KILOBYTES = pick(small=260_000, full=300_000)
LEAST_ROWS_A_SECOND = 25_000
CHILD = """
import sys
import django
django.setup()
from yinqiao.platform.imports.tests import large_file
large_file.main(sys.argv[1])
"""


@dataclass
class Told:
    """What a run said last: rows committed, memory at its highest, seconds since its first row was loaded and in all."""

    rows: int = 0
    kilobytes: int = 0
    loading: float = 0.0
    seconds: float = 0.0


@pytest.fixture
def folder(run_folder: Path) -> Path:
    large_file.make_table()
    return run_folder


def run_until(folder: Path, is_over: Callable[[Told], bool] = lambda _told: False) -> Told:
    """Run the import in a process of its own; kill it without warning once `is_over`."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "YINQIAO_IMPORT_PROCESSES": "1",
        },
    )
    assert child.stdout is not None
    began, told, loading_since = time.monotonic(), Told(), 0.0
    try:
        for line in child.stdout:
            phase, count, kilobytes = line.split()
            now = time.monotonic()
            loading_since = loading_since or (now if phase == "load" else 0.0)
            told.loading = now - loading_since if loading_since else 0.0
            told.rows, told.kilobytes, told.seconds = int(count), int(kilobytes), now - began
            if phase == "load" and is_over(told):
                child.send_signal(signal.SIGKILL)
                break
    finally:
        child.kill()
        child.wait()
    return told


def is_due(told: Told, kill: int) -> bool:
    return told.loading >= kill if is_full() else told.rows >= kill


def wait_for_lock() -> None:
    """Wait until the server has noticed that the killed process is gone."""
    held = "select 1 from pg_locks where locktype = 'advisory' and objsubid = 2 and pid <> pg_backend_pid()"
    for _ in range(200):
        if not samples.rows(held):
            return
        time.sleep(0.05)


def test_a_large_file_killed_three_times_is_exact_in_bounded_memory(folder: Path) -> None:
    truth = large_file.write_large(folder, ROWS)
    runs = []
    for kill in KILLS:
        runs.append(run_until(folder, lambda told, kill=kill: is_due(told, kill)))
        wait_for_lock()
        assert ImportBatch.objects.get().status == BatchStatus.RUNNING
        assert runs[-1].rows <= ImportFile.objects.get().rows < ROWS
    runs.append(run_until(folder))

    file = ImportFile.objects.get()
    assert ImportBatch.objects.get().status == BatchStatus.DONE
    assert (file.rows, file.accepted, file.rejected) == (ROWS, truth.rows, truth.rejected)
    assert file.sum_accepted == truth.sum
    held = "select count(*), count(distinct number), sum(amount) * 100 from large_import"
    assert samples.rows(held) == [(truth.rows, truth.rows, truth.sum)]
    assert QuarantineRow.objects.count() == truth.rejected
    assert max(run.kilobytes for run in runs) <= MOST_KILOBYTES, runs
    if is_full():
        # Of all runs together: digests, the count before the first row, and what was checked again after each kill.
        assert ROWS / sum(run.seconds for run in runs) >= LEAST_ROWS_A_SECOND, runs

    again = run_until(folder)
    assert again.rows == 0
