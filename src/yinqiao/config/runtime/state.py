"""The state folder (YINQIAO_HOME): secrets, lock, pid files, and where this installation's database lies."""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from yinqiao.config.runtime.speech import pick

ROLES = ("yq_bootstrap", "yq_owner", "yq_app", "yq_loader", "yq_sealer", "yq_auditor")
SYSTEM_STATE = Path("/var/lib/yinqiao")
POINTER = "database.json"
HOME_NOTE = "home.json"


class StateFolderUnusable(Exception):
    """YINQIAO_HOME names a place where nothing can be written."""


class StateFolderBusy(Exception):
    """Another `yinqiao up` holds the lock of this state folder."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What `secrets.json` holds: Django's key, and a password for each database role."""

    django_key: str
    roles: dict[str, str]


@dataclass(frozen=True)
class StateFolder:
    """Paths below one YINQIAO_HOME; nothing is created before it is asked for."""

    home: Path

    @classmethod
    def from_environment(cls) -> "StateFolder":
        """Return the folder named by YINQIAO_HOME (default ``var``)."""
        return cls(Path(os.environ.get("YINQIAO_HOME", "var")).resolve())

    @property
    def logs(self) -> Path:
        """Return the folder of log files."""
        return self.home / "logs"

    @property
    def keyring(self) -> Path:
        """Return the key file: YINQIAO_KEYRING or keys/keyring.json."""
        return Path(os.environ.get("YINQIAO_KEYRING") or self.home / "keys" / "keyring.json")

    @property
    def secrets_file(self) -> Path:
        """Return the file of passwords (mode 0600)."""
        return self.home / "secrets.json"

    @property
    def runtime_file(self) -> Path:
        """Return the file that says what runs now (pids, ports)."""
        return self.home / "runtime.json"

    @property
    def lock_file(self) -> Path:
        """Return the file that `up` locks."""
        return self.home / "lock"

    @cached_property
    def database_folder(self) -> Path:
        """Return where PostgreSQL's data lie: below home, or as root below the system state folder.

        The pointer `database.json` is written once and rules from then on. As root it names
        a folder with a random tail: after `rm -rf var` a new bank is made, and the old one's
        data stay where they are.
        """
        known = pointed_folder(self.home)
        if known is not None:
            return known
        folder = self.home / "postgres"
        if os.geteuid() == 0:
            digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
            folder = system_state() / f"{digest}-{secrets.token_hex(3)}"
        write_privately(self.home / POINTER, json.dumps({"folder": str(folder)}))
        self.note_home(folder)
        return folder

    def note_home(self, folder: Path) -> None:
        """Let a database outside the home know its state folder: `doctor` tells by that whose it is once the home is gone."""
        if self.home not in folder.parents and noted_home(folder) != self.home:
            write_privately(folder / HOME_NOTE, json.dumps({"home": str(self.home)}))

    def create(self) -> None:
        """Make the folder itself (0700); raise StateFolderUnusable when the place cannot be written."""
        try:
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.logs.mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            message = pick(
                f"The state folder {self.home} cannot be made ({error.strerror}). Name a folder that you may write in YINQIAO_HOME.",
                f"无法创建状态目录 {self.home}（{error.strerror}）。请用 YINQIAO_HOME 指定一个可写的目录。",
            )
            raise StateFolderUnusable(message) from error

    def secrets(self) -> Secrets:
        """Read the passwords, making them at the first start and adding those of roles that are new."""
        data = json.loads(self.secrets_file.read_text()) if self.secrets_file.exists() else {}
        known = dict(data)
        data.setdefault("django_key", secrets.token_urlsafe(50))
        roles = data["roles"] = dict(data.get("roles", {}))
        for role in ROLES:
            roles.setdefault(role, secrets.token_urlsafe(24))
        if data != known:
            write_privately(self.secrets_file, json.dumps(data, indent=1))
        return Secrets(django_key=data["django_key"], roles=roles)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one supervisor; raise StateFolderBusy when another holds it.

        The operating system drops the lock with the process, also after kill -9.
        """
        with self.lock_file.open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                holder = file.read().strip() or "?"
                message = pick(
                    f"Yinqiao is running already on {self.home} (process {holder}). Stop it first (Ctrl-C), or choose another YINQIAO_HOME.",
                    f"银桥已在 {self.home} 上运行（进程 {holder}）。请先停止它（Ctrl-C），或另设 YINQIAO_HOME。",
                )
                raise StateFolderBusy(message) from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield

    def is_locked(self) -> bool:
        """Tell whether a supervisor runs on this folder now."""
        if not self.lock_file.exists():
            return False
        with self.lock_file.open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False


def system_state() -> Path:
    """Return the folder for PostgreSQL when run as root (YINQIAO_SYSTEM_STATE, default /var/lib/yinqiao)."""
    return Path(os.environ.get("YINQIAO_SYSTEM_STATE", SYSTEM_STATE))


def pointed_folder(home: Path) -> Path | None:
    """Return where the state folder says that its database lies; None without a pointer."""
    return _path_in(home / POINTER, "folder")


def noted_home(folder: Path) -> Path | None:
    """Return the state folder that a database belongs to; None where nobody noted it (before there were notes)."""
    return _path_in(folder / HOME_NOTE, "home")


def _path_in(file: Path, key: str) -> Path | None:
    return Path(json.loads(file.read_text())[key]) if file.exists() else None


def write_privately(path: Path, text: str) -> None:
    """Replace `path` by `text`, mode 0600, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(scratch).replace(path)
