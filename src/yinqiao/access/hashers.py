"""Argon2id with a bounded cost: a storm of sign-ins waits in line instead of eating the machine (P03)."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2
WAIT_SECONDS = 20.0
_slots = threading.BoundedSemaphore(AT_ONCE)


class TooManySignIns(Exception):
    """No slot for hashing came free in time."""


@contextmanager
def _slot() -> Iterator[None]:
    if not _slots.acquire(timeout=WAIT_SECONDS):
        message = f"no hashing slot within {WAIT_SECONDS:.0f} s"
        raise TooManySignIns(message)
    try:
        yield
    finally:
        _slots.release()


class BoundedArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id, 100 MiB, at most two hashes at a time in this process; the rest queue."""

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
