"""Values that every page asks for, read once and kept for seconds in this process; other processes see a change that much later."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar, cast

T = TypeVar("T")
_all: "list[Kept[object]]" = []
_keyed: "list[KeptByKey[object]]" = []
_by_id: "list[KeptById[object]]" = []


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


class KeptByKey(Generic[T]):
    """Values by key, each for `seconds`; the ones asked for longest ago go when there are `most`."""

    def __init__(self, *, seconds: float, most: int) -> None:
        self._seconds = seconds
        self._most = most
        self._values: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._lock = threading.Lock()
        _keyed.append(self)  # type: ignore[arg-type]

    def get(self, key: Hashable, read: Callable[[], T]) -> T:
        """Return the value of `key`, read again if it is too old."""
        with self._lock:
            until, value = self._values.get(key, (float("-inf"), None))
            if time.monotonic() <= until:
                self._values.move_to_end(key)
                return cast("T", value)
        fresh = read()
        with self._lock:
            self._values[key] = (time.monotonic() + self._seconds, fresh)
            self._values.move_to_end(key)
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return fresh

    def forget(self) -> None:
        """Read all again."""
        with self._lock:
            self._values.clear()


class KeptById(Generic[T]):
    """Values by id, each for `seconds`: `read` is asked once for all that are not kept. An id without a value is asked for again."""

    def __init__(
        self, read: Callable[[frozenset[int]], Mapping[int, T]], *, seconds: float, most: int
    ) -> None:
        self._read = read
        self._seconds = seconds
        self._most = most
        self._values: dict[int, tuple[float, T]] = {}
        _by_id.append(self)  # type: ignore[arg-type]

    def get(self, ids: Iterable[int]) -> dict[int, T]:
        """Return the values of these; those that have none are left out."""
        now, wanted = time.monotonic(), frozenset(ids)
        kept = {pk: found for pk in wanted if (found := self._values.get(pk)) is not None}
        known = {pk: value for pk, (until, value) in kept.items() if now <= until}
        lacking = wanted - known.keys()
        if not lacking:
            return known
        fresh = self._read(lacking)
        if len(self._values) + len(fresh) > self._most:
            self.forget()
        until = time.monotonic() + self._seconds
        self._values.update((pk, (until, value)) for pk, value in fresh.items())
        return {**known, **fresh}

    def forget(self) -> None:
        """Read all again (after a write)."""
        self._values = {}


def forget_all() -> None:
    """Read everything again (between tests)."""
    for kept in _all:
        kept.forget()
    for keyed in _keyed:
        keyed.forget()
    for by_id in _by_id:
        by_id.forget()


def warm_all(*, seconds: float) -> None:
    """Read everything now and keep it for `seconds`; values by id are read anew: which are kept depends on who was looked at before."""
    for kept in _all:
        kept.warm(seconds=seconds)
    for by_id in _by_id:
        by_id.forget()
