"""Child processes of the supervisor, without the supervisor."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from yinqiao.config.runtime import children
from yinqiao.config.runtime.children import Child, keep_small


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[Child]:
    """A program that prints a line and sleeps."""
    words = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]
    child = Child("sleeper", words, dict(os.environ), tmp_path / "sleeper.log")
    yield child
    child.kill()


def test_a_dead_child_comes_back_after_a_pause_that_doubles(sleeper: Child) -> None:
    sleeper.pause = 0.05
    sleeper.start()
    for pause in (0.1, 0.2):
        assert sleeper.process is not None
        sleeper.process.kill()
        sleeper.process.wait()

        assert sleeper.tend() == -signal.SIGKILL
        assert (sleeper.is_alive(), sleeper.pause) == (False, pause)
        time.sleep(pause / 2 + 0.01)
        assert sleeper.tend() is None
        assert sleeper.is_alive()


def test_a_grown_log_is_moved_while_its_writer_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "LOG_LIMIT", 10)
    log = tmp_path / "web.log"
    with log.open("a") as writer:
        writer.write("a long first line\n")
        writer.flush()
        keep_small(log)
        writer.write("second\n")

    assert log.read_text() == "second\n"
    assert (tmp_path / "web.old.log").read_text() == "a long first line\n"
