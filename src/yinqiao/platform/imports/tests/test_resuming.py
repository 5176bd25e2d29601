"""A run killed with SIGKILL goes on exactly where it was: rows and sums equal those of an undisturbed run (P27)."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from yinqiao.platform.imports import services
from yinqiao.platform.imports.choices import BatchStatus
from yinqiao.platform.imports.models import ImportBatch, ImportFile, QuarantineRow
from yinqiao.platform.imports.tests import samples

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
ROWS = 12_000
CHILD = """
import sys
from pathlib import Path
from datetime import UTC, date, datetime
import django
django.setup()
from yinqiao.platform.imports import services
from yinqiao.platform.imports.engine import pieces
from yinqiao.platform.imports.tests import samples
pieces.PieceSize.FIRST = pieces.PieceSize.MOST = 1000
folder = Path(sys.argv[1])
def tell(progress):
    print(progress.phase, progress.rows, flush=True)
with samples.registered():
    services.run_batch(actor=samples.runner(), now=datetime(2026, 11, 23, 1, tzinfo=UTC), profile=samples.sample_profile(folder),
                       folder=folder, on=date(2026, 11, 22), tell=tell)
"""


@pytest.fixture
def folder(run_folder):
    return run_folder


def write_file(folder: Path) -> Decimal:
    """Write rows of which every 97th is bad and every 1000th repeats its predecessor; return the sum of the good ones in 分."""
    lines, total = [], Decimal(0)
    for number in range(1, ROWS + 1):
        phone = "123" if number % 97 == 0 else "13800001234"
        key = number - 1 if number % 1000 == 0 else number
        if number % 97 and number % 1000:
            total += number
        lines.append(samples.line(key, amount=str(number), phone=phone) + "\n")
    (folder / "SAMPLE_20261122_01.dat").write_bytes("".join(lines).encode("gb18030"))
    return total


def kill_after(folder: Path, rows: int) -> None:
    """Run the import in another process and kill it without warning once `rows` rows are committed."""
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    try:
        for said in child.stdout:
            phase, count = said.split()
            if phase == "load" and int(count) >= rows:
                break
        child.send_signal(signal.SIGKILL)
    finally:
        child.wait()
    assert child.returncode == -signal.SIGKILL


def wait_for_lock() -> None:
    """Wait until the server has noticed that the killed process is gone."""
    for _ in range(100):
        if not samples.rows(
            "select 1 from pg_locks where locktype = 'advisory' and objsubid = 2 and pid <> pg_backend_pid()"
        ):
            return
        time.sleep(0.05)


def test_a_killed_run_resumes_to_the_exact_rows_and_sums(folder):
    total = write_file(folder)
    for rows in (2_000, 7_000):
        kill_after(folder, rows)
        wait_for_lock()
        batch = ImportBatch.objects.get()
        assert batch.status == BatchStatus.RUNNING
        done = ImportFile.objects.get()
        assert rows <= done.rows < ROWS
        assert samples.rows("select count(*) from sample_import") == [(done.accepted,)]
        assert QuarantineRow.objects.count() == done.rejected
    report = services.run_batch(
        actor=samples.runner(),
        now=NOW,
        profile=samples.sample_profile(folder),
        folder=folder,
        on=DAY,
    )
    (file,) = report.files
    bad = {number for number in range(1, ROWS + 1) if number % 97 == 0 or number % 1000 == 0}
    # The first of a repeated key goes in even where the row before it was bad.
    freed = {
        number for number in range(1000, ROWS + 1, 1000) if (number - 1) % 97 == 0 and number % 97
    }
    assert (file.rows, file.rejected, file.accepted) == (
        ROWS,
        len(bad - freed),
        ROWS - len(bad - freed),
    )
    assert file.sum_accepted == total + sum(freed)
    assert samples.rows("select count(*), sum(amount) * 100 from sample_import") == [
        (file.accepted, file.sum_accepted)
    ]
    assert (
        QuarantineRow.objects.values("line").distinct().count()
        == QuarantineRow.objects.count()
        == len(bad - freed)
    )
    assert ImportBatch.objects.count() == 1
    again = services.run_batch(
        actor=samples.runner(),
        now=NOW,
        profile=samples.sample_profile(folder),
        folder=folder,
        on=DAY,
    )
    assert (again.is_repeat, again.changes) == (True, 0)
