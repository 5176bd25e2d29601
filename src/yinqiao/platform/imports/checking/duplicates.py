"""Keys seen before in the same table, for any number of rows in bounded memory: 64-bit digests in a few sorted runs.

8 bytes a key (10 million rows: 80 MB) and, from two million on, 8 MB of bits. Two different keys of a 20-million-row file share a digest with a chance of
about 1 in 100,000; the second would then go to quarantine, never vanish.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Digests = NDArray[np.uint64]
# Runs are merged up to this size, so that a merge never needs more than twice 8 MB beside them.
_MAX_RUN = 1_000_000
_BITS = 26
# With fewer keys than this, in a run or two, looking is as quick as sieving.
_SIEVED_FROM = 2_000_000
_PART = 100_000


class _Sieve:
    """One bit for each digest seen, many to a bit: a bit that is not set tells that none of them was (a Bloom filter of one hash).

    Without it every key of a large file is looked for in every run, which at 20 million takes longer than reading the file.
    """

    def __init__(self) -> None:
        self._bytes = np.zeros(1 << (_BITS - 3), dtype=np.uint8)

    def may_hold(self, digests: Digests) -> NDArray[np.bool_]:
        places, marks = self._places(digests)
        found: NDArray[np.bool_] = (self._bytes[places] & marks) != 0
        return found

    def add(self, digests: Digests) -> None:
        places, marks = self._places(digests)
        # Bit by bit: places that stand twice among those of one bit get the same value twice.
        for mark in np.unique(marks):
            own = places[marks == mark]
            self._bytes[own] |= mark

    @staticmethod
    def _places(digests: Digests) -> tuple[NDArray[np.intp], NDArray[np.uint8]]:
        bits = (digests >> np.uint64(64 - _BITS)).astype(np.intp)
        return bits >> 3, np.left_shift(np.uint8(1), (bits & 7).astype(np.uint8))


class SeenKeys:
    """The keys of the rows accepted so far."""

    def __init__(self) -> None:
        self._runs: list[Digests] = []
        self._sieve: _Sieve | None = None
        self._count = 0

    def repeated(self, digests: Digests) -> NDArray[np.bool_]:
        """Tell for each digest whether an earlier chunk had it."""
        if self._sieve is None:
            return self._found(digests)
        result = self._sieve.may_hold(digests)
        result[result] = self._found(digests[result])
        return result

    def _found(self, suspects: Digests) -> NDArray[np.bool_]:
        order = np.argsort(suspects)
        needles = suspects[order]
        found = np.zeros(len(needles), dtype=bool)
        for run in self._runs:
            positions = np.searchsorted(run, needles)
            positions[positions == len(run)] = len(run) - 1
            found |= run[positions] == needles
        result = np.zeros(len(needles), dtype=bool)
        result[order] = found
        return result

    def add(self, digests: Digests) -> None:
        """Remember the digests of accepted rows."""
        if not len(digests):
            return
        self._runs.append(np.sort(digests))
        self._count += len(digests)
        if self._sieve is not None:
            self._sieve.add(digests)
        elif self._count > _SIEVED_FROM:
            self._sieve = _Sieve()
            for run in self._runs:
                for start in range(0, len(run), _PART):
                    self._sieve.add(run[start : start + _PART])
        while (
            len(self._runs) > 1
            and len(self._runs[-2]) <= len(self._runs[-1])
            and len(self._runs[-2]) < _MAX_RUN
        ):
            last = self._runs.pop()
            merged = np.concatenate([self._runs.pop(), last])
            merged.sort()
            self._runs.append(merged)


def key_digests(frame: pl.DataFrame, key: list[str]) -> Digests:
    """Return a 64-bit digest of the key of each row; the same within one process."""
    return frame.select(pl.struct(key).hash(seed=20250131)).to_series().to_numpy()


def first_lines(frame: pl.DataFrame, key: list[str]) -> pl.Series:
    """Return for each row the line of the first row of `frame` with the same key."""
    return frame.select(pl.col("_line").first().over(key)).to_series()
