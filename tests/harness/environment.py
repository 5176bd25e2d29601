"""The environment of a test session: set before settings are read, the same for every worker."""

import base64
import hashlib
import json
import os
import tempfile
from collections.abc import MutableMapping
from pathlib import Path

# A clone of the template is made some 450 times a run: a tenth of a second in memory, up to two on a busy disk. Used where it
# leaves room enough for what the tests write (about 1 GB) and for the tests themselves.
MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 - what is made in it has names of its own
LEAST_FREE_BYTES = 3 << 30
LEAST_MEMORY_BYTES = 6 << 30
# Names the file that tells the journeys' server which planting its database is from.
PLANTING = "YINQIAO_TESTS_PLANTING"


def base_folder() -> Path:
    """Return the folder that the test sessions of this account share."""
    return Path(tempfile.gettempdir()) / f"yinqiao-tests-{os.geteuid()}"


def prepare(environment: MutableMapping[str, str]) -> None:
    """Point the state folder, the system state folder and the key file at the tests' own, in memory where there is room."""
    if "TMPDIR" not in environment and is_roomy(MEMORY_FOLDER):
        environment["TMPDIR"] = tempfile.tempdir = str(MEMORY_FOLDER)
    base = base_folder()
    for folder in (base, base / "system"):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
    # The static files' middleware warns of a missing folder, and warnings are errors here.
    (base / "home" / "static").mkdir(parents=True, exist_ok=True)
    environment["YINQIAO_HOME"] = str(base / "home")
    environment["YINQIAO_SYSTEM_STATE"] = str(base / "system")
    environment["YINQIAO_KEYRING"] = str(_keyring(base / "keyring.json"))
    environment["YINQIAO_SECRET_KEY"] = "tests-sign-with-this-" + "0" * 40


def is_roomy(folder: Path) -> bool:
    """Tell whether `folder` lies in memory that can hold what tests write and run the programs that they copy there."""
    try:
        state = os.statvfs(folder)
        told = Path("/proc/meminfo").read_text().partition("MemAvailable:")[2].split()
    except OSError:
        return False
    can_run = not state.f_flag & os.ST_NOEXEC and os.access(folder, os.W_OK | os.X_OK)
    free = state.f_bavail * state.f_frsize
    available = int(told[0]) * 1024 if told else 0
    return can_run and free >= LEAST_FREE_BYTES and available >= LEAST_MEMORY_BYTES


def _keyring(path: Path) -> Path:
    """Write the tests' keys: fixed, so that blind indexes are the same in every run."""
    if not path.exists():
        text = json.dumps(
            {
                "active": 1,
                "keys": {"1": {"alg": "AES-256-GCM", "key": _key("field")}},
                "index": _key("index"),
                "audit": _key("audit"),
                "signing": _key("signing"),
            }
        )
        scratch = path.with_name(f"keyring-{os.getpid()}")
        scratch.write_text(text)
        scratch.chmod(0o600)
        scratch.replace(path)
    return path


def _key(name: str) -> str:
    return base64.b64encode(hashlib.sha256(f"yinqiao tests {name}".encode()).digest()).decode()
