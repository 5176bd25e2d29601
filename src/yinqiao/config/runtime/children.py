"""A child process of the supervisor: own process group, own log file, restarted with a growing pause."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

LOG_LIMIT = 20_000_000
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60.0


def keep_small(log: Path) -> None:
    """Move what a grown log holds to ``<name>.old.log``; its writer, who appends, goes on at the now empty start."""
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        shutil.copyfile(log, log.with_suffix(".old.log"))
        os.truncate(log, 0)


@dataclass
class Child:
    """One program kept running. `pause` doubles with each quick death and falls back after a steady minute."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    pause: float = FIRST_PAUSE
    started_at: float = 0.0
    restart_at: float = field(default=0.0)

    def start(self) -> None:
        """Start it; what it prints is appended to its log."""
        descriptor = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self.environment,
                start_new_session=True,
            )
        self.started_at = time.monotonic()
        self.restart_at = 0.0

    def is_alive(self) -> bool:
        """Tell whether it runs."""
        return self.process is not None and self.process.poll() is None

    def tend(self) -> int | None:
        """Restart it once its pause is over; return the exit code at the moment its death is noticed, else None."""
        if self.is_alive():
            return None
        now = time.monotonic()
        if self.restart_at == 0.0:
            self.kill()  # the rest of its group: a web server's workers would keep the port
            if now - self.started_at > STEADY_SECONDS:
                self.pause = FIRST_PAUSE
            self.restart_at = now + self.pause
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            return self.process.returncode if self.process is not None else -1
        if now >= self.restart_at:
            self.start()
        return None

    def ask_to_stop(self) -> None:
        """Send SIGTERM to the program itself (it passes it on to its own workers)."""
        if self.process is not None and self.is_alive():
            self.process.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill whatever is left of its process group."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
