"""Which operating-system account runs PostgreSQL: oneself, or as root an existing unprivileged one (contract 19)."""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

CANDIDATES = ("postgres", "nobody", "daemon")


class NoAccount(Exception):
    """Run as root on a machine that has none of the usual unprivileged accounts."""


@dataclass(frozen=True, slots=True)
class Account:
    """A user to switch to; `None` ids mean that no switch is needed."""

    name: str
    uid: int | None
    gid: int | None

    def own(self, path: Path, *, mode: int) -> None:
        """Give `path` to the account with `mode`."""
        path.chmod(mode)
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def database_account() -> Account:
    """Return the account for PostgreSQL, which refuses to run as root; raise NoAccount with the remedy."""
    if os.geteuid() != 0:
        return Account(pwd.getpwuid(os.geteuid()).pw_name if _has_entry() else "", None, None)
    wanted = os.environ.get("YINQIAO_ACCOUNT")
    for name in (wanted,) if wanted else CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    message = f"PostgreSQL cannot run as root, and none of the accounts {wanted or ', '.join(CANDIDATES)} exists. Create one, or name one in YINQIAO_ACCOUNT."
    raise NoAccount(message)


def _has_entry() -> bool:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True
