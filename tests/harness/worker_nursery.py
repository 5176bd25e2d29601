"""Worker processes by fork: Django is loaded once, so that a test can afford to kill many of them.

    python -m tests.harness.worker_nursery

A line on the standard input starts a worker; the answer is "pid N", and "end STATUS" when it is gone.
"""

import os
import sys
from importlib import import_module

from yinqiao.config.runtime.application import set_up_django


def main() -> None:
    """Raise workers until the input ends."""
    set_up_django()
    worker = import_module("yinqiao.platform.jobs.worker")
    for _line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os._exit(worker.run(threads=1))
        say(f"pid {pid}")
        _pid, status = os.waitpid(pid, 0)
        say(f"end {os.waitstatus_to_exitcode(status)}")


def say(line: str) -> None:
    """Tell the test."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
