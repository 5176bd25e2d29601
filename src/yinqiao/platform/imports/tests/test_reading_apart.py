"""Rows read and checked in a process of their own are the rows read in this one; its errors and its end are told."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from yinqiao.platform.imports.checking.plan import check_plan
from yinqiao.platform.imports.checks import AgeLimits
from yinqiao.platform.imports.decoding import reading_plan
from yinqiao.platform.imports.engine import reading
from yinqiao.platform.imports.engine.reading import Reading, ReadingEnded, Step, steps, steps_apart
from yinqiao.platform.imports.tests import large_file

ROWS = 120_000
READER = """
import sys, time
from pathlib import Path
import django
django.setup()
from yinqiao.platform.imports.engine.reading import steps_apart
from yinqiao.platform.imports.tests.test_reading_apart import large
found = steps_apart(large(Path(sys.argv[1])))
next(found)
print("reading", flush=True)
time.sleep(60)
"""


def large(
    folder: Path, names: tuple[str, ...] = (large_file.FILE,), *, columns: str = large_file.COLUMNS
) -> Reading:
    with large_file.registered():
        profile = large_file.large_profile(folder, columns)
    table = profile.tables[0]
    return Reading(
        table=table,
        paths=tuple(folder / name for name in names),
        size=0,
        read=reading_plan(profile, table),
        check=check_plan(
            profile,
            table,
            target=large_file.TARGET,
            codes={},
            references={},
            lookups={},
            on=large_file.DAY,
            ages=AgeLimits(student=6, retired=45, working=16, adult=18),
        ),
    )


def told(found: list[Step]) -> list[object]:
    """Return what can be compared of steps."""
    return [
        (
            step.position,
            step.is_first,
            step.checked and step.checked.good.to_dicts(),
            step.checked and step.checked.rejected,
            step.refusal and (step.refusal.code, str(step.refusal)),
        )
        for step in found
    ]


def test_another_process_reads_and_checks_the_same(tmp_path: Path) -> None:
    truth = large_file.write_large(tmp_path, ROWS)
    asked = large(tmp_path)
    apart = list(steps_apart(asked))
    assert told(apart) == told(list(steps(asked)))
    assert sum(step.checked.good.height for step in apart if step.checked) == truth.rows


def test_what_rooms_register_is_known_in_the_other_process(tmp_path: Path) -> None:
    large_file.write_large(tmp_path, 100)
    named = "{name: name, type: text, required: true, max: 60"
    columns = large_file.COLUMNS.replace(named, f"{named}, transform: berka_sex")
    asked = large(tmp_path, columns=columns)
    assert told(list(steps_apart(asked))) == told(list(steps(asked)))


def test_a_file_that_is_refused_is_refused_with_its_reason(tmp_path: Path) -> None:
    large_file.write_large(tmp_path, 10)
    (tmp_path / "wide.dat").write_bytes("甲".encode("utf-16"))
    asked = large(tmp_path, (large_file.FILE, "wide.dat"))
    assert told(list(steps_apart(asked))) == told(list(steps(asked)))
    assert list(steps_apart(asked))[-1].refusal is not None


def test_an_error_of_the_other_process_comes_out_here(tmp_path: Path) -> None:
    large_file.write_large(tmp_path, 10)
    asked = large(tmp_path)
    asked.read.columns[0].__dict__["name"] = "another"
    with pytest.raises(pl.exceptions.ColumnNotFoundError) as caught:
        list(steps_apart(asked))
    assert any("checker.py" in note for note in caught.value.__notes__)


def test_a_killed_reader_breaks_the_run_off(tmp_path: Path) -> None:
    large_file.write_large(tmp_path, ROWS)
    with closing(steps_apart(large(tmp_path))) as found:
        next(found)
        (reader,) = children(os.getpid())
        os.kill(reader, signal.SIGKILL)
        with pytest.raises(ReadingEnded):
            list(found)
    assert not children(os.getpid())


def test_leaving_early_ends_the_other_process(tmp_path: Path) -> None:
    large_file.write_large(tmp_path, ROWS)
    with closing(steps_apart(large(tmp_path))) as found:
        next(found)
        assert children(os.getpid())
    assert not children(os.getpid())


def test_the_other_process_does_not_outlive_a_killed_one(tmp_path: Path) -> None:
    large_file.write_large(tmp_path, ROWS)
    parent = subprocess.Popen(
        [sys.executable, "-c", READER, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "reading\n"
    (reader,) = children(parent.pid)
    parent.kill()
    parent.wait()
    for _ in range(200):
        if not Path(f"/proc/{reader}/status").exists():
            return
        time.sleep(0.05)
    pytest.fail("the reading process lives on")


def test_small_tables_are_read_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large_file.write_large(tmp_path, 10)
    monkeypatch.setattr(
        reading, "steps_apart", lambda _asked: pytest.fail("a process for ten rows")
    )
    assert len(list(reading.read_ahead(large(tmp_path)))) == 2


def children(pid: int) -> list[int]:
    """Return the reading processes of `pid`."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [child for child in map(int, found) if b"spawn_main" in command(child)]


def command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
