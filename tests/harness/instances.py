"""A whole Yinqiao in a folder of its own, started by the real command: for tests of the runtime and of the browser."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from tests.harness.environment import base_folder
from yinqiao.config.runtime import bootstrap, processes
from yinqiao.config.runtime.postgres import free_port
from yinqiao.config.runtime.state import StateFolder
from yinqiao.config.runtime.supervisor import MARK, program

ROOT = Path(__file__).parent.parent.parent
PYTHONPATH = os.pathsep.join([str(ROOT / "src"), sysconfig.get_paths()["purelib"]])
OURS = ("YINQIAO_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PORT", "HOST", "LANG", "LC_")


@dataclass
class Instance:
    """One state folder and port; `account` names the user to run as (None: oneself)."""

    folder: Path
    account: str | None = None
    interpreter: str = sys.executable
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        """Return YINQIAO_HOME."""
        return self.folder / "closed" / "home"

    @property
    def output(self) -> str:
        """Return what `up` has printed."""
        return (self.folder / "output").read_text()

    def environment(self, **changes: str) -> dict[str, str]:
        """Return a clean environment that knows nothing of the tests' own database."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        own = {
            "YINQIAO_HOME": str(self.home),
            "YINQIAO_SYSTEM_STATE": str(base_folder() / "system"),
            "PORT": str(self.port),
            "PYTHONPATH": PYTHONPATH,
            "LANG": "C.UTF-8",
            "YINQIAO_WEB_WORKERS": "1",
        }
        return {**inherited, **own, **changes}

    def run(self, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end, at most 60 s."""
        return subprocess.run(
            [self.interpreter, *program()[1:], *words],
            env=self.environment(**changes),
            user=self.account,
            extra_groups=[] if self.account else None,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            cwd="/",
        )

    def start(self, command: str = "up") -> None:
        """Start `up` and return once it answers that it is ready."""
        with (self.folder / "output").open("wb") as output:
            self.process = subprocess.Popen(
                [self.interpreter, *program()[1:], command],
                env=self.environment(),
                user=self.account,
                extra_groups=[] if self.account else None,
                stdout=output,
                stderr=output,
                cwd="/",
            )
        self.wait_for(
            lambda: "is ready" in self.output and self.status("/readyz") == 200, seconds=120
        )

    def stop(self, number: signal.Signals = signal.SIGINT) -> float:
        """Ask `up` to stop; return the seconds it took."""
        assert self.process is not None
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(20)
        return time.monotonic() - began

    def status(self, path: str) -> int:
        """Return the HTTP status of `path`, 0 when nobody answers."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_for(self, is_met: Callable[[], bool], *, seconds: float) -> None:
        """Wait until `is_met`, or fail with what `up` printed."""
        deadline = time.monotonic() + seconds
        while not is_met():
            assert self.process is None or self.process.poll() is None, self.report()
            assert time.monotonic() < deadline, self.report()
            time.sleep(0.1)

    def report(self) -> str:
        """Return what there is to know when something went wrong: the terminal, readiness, the ends of the logs."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self.port}/readyz", timeout=5
            ) as answer:
                readiness = answer.read().decode()
        except urllib.error.HTTPError as error:
            readiness = error.read().decode()
        except OSError as error:
            readiness = str(error)
        logs = [
            f"{path.name}: {path.read_text()[-1500:]}" for path in self.home.glob("logs/w*.log")
        ]
        return "\n".join([self.output, readiness, *logs])

    def pids(self, *words: str) -> list[int]:
        """Return the children of this instance whose command holds all `words`."""
        found = processes.with_variable(MARK, str(self.home))
        return [pid for pid in found if all(word in processes.command_line(pid) for word in words)]

    def postgres_pid(self) -> int:
        """Return the postmaster, 0 if none runs."""
        try:
            text = (StateFolder(self.home).database_folder / "data" / "postmaster.pid").read_text()
        except OSError:
            return 0
        pid = int(text.splitlines()[0])
        return pid if processes.is_running(pid) else 0

    @contextlib.contextmanager
    def owner(self) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        """Connect as the owner."""
        state = StateFolder(self.home)
        port = json.loads(state.runtime_file.read_text())["postgres_port"]
        address = bootstrap.addresses(port=port, keys=state.secrets())["DATABASE_URL_OWNER"]
        with psycopg.connect(address, autocommit=True) as connection:
            yield connection

    def remove(self) -> None:
        """End whatever still runs, and delete both folders."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        processes.kill_all(self.pids())
        pid = self.postgres_pid() if self.home.exists() else 0
        if pid:
            os.kill(pid, signal.SIGQUIT)
            processes.wait_gone(pid, seconds=10)
        if (self.home / "database.json").exists():
            shutil.rmtree(StateFolder(self.home).database_folder, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def instance(
    *, account: str | None = None, interpreter: str = sys.executable
) -> Iterator[Instance]:
    """Give an instance below a folder that nobody else may enter; nothing of it is left afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="yinqiao-instance-"))
    closed = folder / "closed"
    closed.mkdir()
    if account is not None:
        shutil.chown(folder, account)
        shutil.chown(closed, account)
    closed.chmod(0o700)
    built = Instance(folder, account, interpreter)
    try:
        yield built
    finally:
        built.remove()


def interpreter_for(account: str) -> str:
    """Return a Python that `account` may run with our packages, "" if there is none (root's own may lie in a closed home)."""
    for interpreter in (
        sys.executable,
        shutil.which(f"python3.{sys.version_info.minor}", path="/usr/bin"),
        "/usr/bin/python3",
    ):
        with contextlib.suppress(PermissionError, FileNotFoundError, TypeError):
            result = subprocess.run(
                [interpreter, "-c", "import psycopg, granian, yinqiao.config.cli"],
                env={"PYTHONPATH": PYTHONPATH},
                user=account,
                extra_groups=[],
                capture_output=True,
                check=False,
                cwd="/",
            )
            if result.returncode == 0:
                return str(interpreter)
    return ""
