import subprocess
import sys
from pathlib import Path

import pytest

from yinqiao.lib import memory

MEGABYTE = 1_000_000
# A large block that is freed makes glibc keep what is freed after it, up to twice that size.
HELD = f"""
import ctypes, pathlib, sys

sys.path.insert(0, {str(Path(memory.__file__).parents[2])!r})
if sys.argv[1] == "give back":
    from yinqiao.lib.memory import return_freed_memory

    assert return_freed_memory()


def held() -> int:
    return int(pathlib.Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) * 1024


def take_and_free(size: int) -> None:
    block = b"x" * size
    del block


take_and_free(30 * {MEGABYTE})
before = held()
take_and_free(20 * {MEGABYTE})
print(held() - before)
"""


@pytest.mark.parametrize(("choice", "most"), [("give back", 2 * MEGABYTE), ("keep", None)])
def test_freed_blocks_go_back_once_asked_for(choice: str, most: int | None) -> None:
    told = subprocess.run(
        [sys.executable, "-c", HELD, choice], capture_output=True, text=True, check=True
    )
    if most is None:
        # What the setting is for: should a later glibc give back by itself, this says that it may go.
        assert int(told.stdout) > 15 * MEGABYTE
    else:
        assert int(told.stdout) < most
