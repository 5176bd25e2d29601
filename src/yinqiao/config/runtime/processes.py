"""What the operating system says about a process id; a zombie counts as gone."""

import contextlib
import os
import signal
import time
from pathlib import Path


def is_running(pid: int) -> bool:
    """Tell whether `pid` lives (a zombie does not)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _state(pid) != "Z"


def command_line(pid: int) -> str:
    """Return the command of `pid`, words parted by spaces; "" if gone."""
    try:
        return (
            Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        )
    except OSError:
        return ""


def wait_gone(pid: int, *, seconds: float) -> bool:
    """Wait until `pid` has ended, at most `seconds`; tell whether it has."""
    deadline = time.monotonic() + seconds
    while is_running(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def signal_group(pid: int, number: signal.Signals) -> None:
    """Send `number` to the group led by `pid`, if it is still there."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def with_variable(name: str, value: str) -> list[int]:
    """Return the living processes that were started with environment variable `name` = `value` (this one left out)."""
    wanted = f"{name}={value}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                variables = (folder / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if wanted in variables and is_running(int(folder.name)):
                found.append(int(folder.name))
    return found


def kill_all(pids: list[int]) -> None:
    """Kill `pids` and wait until they are gone."""
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for pid in pids:
        wait_gone(pid, seconds=5)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""
