"""Values that every page asks for, read once and kept for seconds in this process; other processes see a change that much later."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
_all: "list[Kept[object]]" = []


class Kept(Generic[T]):
    """What `read` returned last, for `seconds`."""

    def __init__(self, read: Callable[[], T], *, seconds: float) -> None:
        self._read = read
        self._seconds = seconds
        self._value: T | None = None
        self._until = float("-inf")
        _all.append(self)  # type: ignore[arg-type]

    def get(self) -> T:
        """Return the value, read again if it is too old."""
        if self._value is None or time.monotonic() > self._until:
            self._value = self._read()
            self._until = time.monotonic() + self._seconds
        return self._value

    def forget(self) -> None:
        """Read again at the next call (after a write)."""
        self._until = float("-inf")

    def warm(self, *, seconds: float) -> None:
        """Read now and keep for `seconds`: a measurement must not depend on when the last read ran out."""
        self._value = self._read()
        self._until = time.monotonic() + seconds


def forget_all() -> None:
    """Read everything again (between tests)."""
    for kept in _all:
        kept.forget()


def warm_all(*, seconds: float) -> None:
    """Read everything now and keep it for `seconds`."""
    for kept in _all:
        kept.warm(seconds=seconds)
