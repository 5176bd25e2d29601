"""Argon2id with a bounded cost: a storm of sign-ins waits in line instead of eating the machine (P03).

Two hashes run at a time on the machine, shared out among its web processes. A process lets only a few sign-ins wait: each
holds a thread, and the others must stay free for people who are at work.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils.translation import gettext as _

from yinqiao.platform.errors import DomainError

AT_ONCE = max(1, 2 // int(os.environ.get("YINQIAO_WEB_WORKERS", "1")))
SIGN_INS_AT_ONCE = 4
WAIT_SECONDS = 20.0
RETRY_SECONDS = 2
_slots = threading.BoundedSemaphore(AT_ONCE)
_door = threading.BoundedSemaphore(SIGN_INS_AT_ONCE)


class TooManySignIns(DomainError):
    """No slot for hashing came free in time, or too many are waiting already."""

    code = "BUSY"
    status = 503

    def __init__(self) -> None:
        super().__init__(
            _("Many people are signing in right now. Try again in a moment."),
            extra={"retry_after": RETRY_SECONDS},
        )


@contextmanager
def place_in_line() -> Iterator[None]:
    """Stand in the line of sign-ins; raise TooManySignIns at once when it is full, before a try is counted."""
    if not _door.acquire(blocking=False):
        raise TooManySignIns
    try:
        yield
    finally:
        _door.release()


@contextmanager
def _slot() -> Iterator[None]:
    if not _slots.acquire(timeout=WAIT_SECONDS):
        raise TooManySignIns
    try:
        yield
    finally:
        _slots.release()


class BoundedArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id, 100 MiB, at most AT_ONCE hashes at a time in this process; the rest queue."""

    time_cost = 3
    memory_cost = 100 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash `password`, in turn."""
        with _slot():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare, in turn."""
        with _slot():
            return super().verify(password, encoded)
