"""Run the product as a user would: its own command, state folder and port; and a superuser-free look at its database."""

import json
import os
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psycopg

PORT = int(os.environ.get("BENCH_PORT", "8311"))
SEED = 7
DAY = "2026-11-22"


def command(*words: str) -> list[str]:
    """Return the argument vector of `yinqiao WORDS…` in this environment."""
    return [sys.executable, "-m", "yinqiao.config.cli", *words]


def environment(home: Path, **extra: str) -> dict[str, str]:
    """Return the environment that points the product at `home`."""
    # Not what `load_django` left: the product finds its own database.
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DATABASE_URL", "DJANGO_"))
    }
    return {
        **inherited,
        "YINQIAO_HOME": str(home / "state"),
        "PORT": str(PORT),
        "YINQIAO_DEMO": "1",
        **extra,
    }


def timed(words: Sequence[str], home: Path) -> tuple[float, float]:
    """Run a command, its output shown; return wall seconds and the largest resident size of a child so far in MB."""
    began = time.monotonic()
    subprocess.run(command(*words), env=environment(home), check=True)
    return time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


@contextmanager
def running(home: Path) -> Iterator[str]:
    """Keep `yinqiao demo` running on the benchmark's own bank; yield its address. Stopped by Ctrl-C at the end."""
    state = home / "state"
    state.mkdir(parents=True, exist_ok=True)
    # A demo that has its bank already: the one that the benchmark loads. Accounts with a known password exist in a demo only.
    (state / "demo.json").write_text(json.dumps({"is_loaded": True}))
    process = subprocess.Popen(command("demo"), env=environment(home), stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{PORT}"
    try:
        for _ in range(1200):
            if process.poll() is not None:
                message = "the product did not start"
                raise RuntimeError(message)
            try:
                urlopen(f"{address}/readyz", timeout=1).read()  # noqa: S310 - loopback
                break
            except OSError:
                time.sleep(0.5)
        _settle(home)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _settle(home: Path) -> None:
    """Wait until the worker has nothing left to do: what the last run set going would be measured with this one."""
    waiting = (
        "select count(*) from procrastinate_jobs where status = 'doing'"
        " or (status = 'todo' and (scheduled_at is null or scheduled_at <= now()))"
    )
    with database(home) as connection:
        for _ in range(1800):
            if connection.execute(waiting).fetchone() == (0,):  # type: ignore[arg-type]
                return
            time.sleep(1)
    message = "the worker does not come to rest"
    raise RuntimeError(message)


def database(home: Path) -> psycopg.Connection[tuple[object, ...]]:
    """Connect as the owner to the running product's database."""
    os.environ["YINQIAO_HOME"] = str(home / "state")
    from yinqiao.config.runtime import database as runtime
    from yinqiao.config.runtime import state

    addresses = runtime.addresses_of_running(state.StateFolder.from_environment())
    return psycopg.connect(addresses["DATABASE_URL_OWNER"], autocommit=True)


def load_django(home: Path) -> None:
    """Make this process one of the running product's own: the same database, keys and settings."""
    os.environ.update(environment(home), DJANGO_SETTINGS_MODULE="yinqiao.config.settings")
    from yinqiao.config.runtime import application, state
    from yinqiao.config.runtime import database as runtime

    application.set_up_django()
    found = runtime.addresses_of_running(state.StateFolder.from_environment())
    application.connect_to(found)
    from django.db import connections

    connections.close_all()


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value below which `percent` of all lie."""
    return statistics.quantiles(values, n=100)[percent - 1]


def files_folder(home: Path, customers: int) -> Path:
    """Return where the synthetic bank of this size lies."""
    return Path(os.environ.get("BENCH_FILES", home / f"files-{customers}"))


def files_of(home: Path, customers: int) -> Path:
    """Return the synthetic bank's folder, made once."""
    folder = files_folder(home, customers)
    if not any(folder.glob("*.ok")):
        write_bank(home, customers)
    return folder


def write_bank(home: Path, customers: int) -> float:
    """Write the synthetic bank and return the largest resident size of its processes in MB."""
    size = ["--customers", str(customers), "--seed", str(SEED), "--date", DAY]
    _, memory = timed(["synth", *size, "--out", str(files_folder(home, customers))], home)
    return memory


def empty(home: Path) -> None:
    """Remove the benchmark's own bank: a measured load starts from nothing."""
    pointer = home / "state" / "database.json"
    if pointer.exists():
        # Run as root, the database lies outside of the state folder.
        shutil.rmtree(json.loads(pointer.read_text()).get("folder", ""), ignore_errors=True)
    shutil.rmtree(home / "state", ignore_errors=True)


def show(rows: Sequence[tuple[str, str]]) -> None:
    """Print a small table."""
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"  {name:<{width}}  {value}", flush=True)


def as_json(values: object) -> str:
    """Return `values` as one line for scripts that compare runs."""
    return json.dumps(values, ensure_ascii=False, default=str)
