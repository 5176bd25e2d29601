"""Keys seen before in the same table, for any number of rows in bounded memory: 64-bit digests in a few sorted runs.

8 bytes a key (10 million rows: 80 MB). Two different keys of a 20-million-row file share a digest with a chance of about
1 in 100,000; the second would then go to quarantine, never vanish.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Digests = NDArray[np.uint64]
# Runs are merged up to this size, so that a merge never needs more than twice 8 MB beside them.
_MAX_RUN = 1_000_000


class SeenKeys:
    """The keys of the rows accepted so far."""

    def __init__(self) -> None:
        self._runs: list[Digests] = []

    def repeated(self, digests: Digests) -> NDArray[np.bool_]:
        """Tell for each digest whether an earlier chunk had it."""
        found = np.zeros(len(digests), dtype=bool)
        order = np.argsort(digests)
        needles = digests[order]
        for run in self._runs:
            positions = np.searchsorted(run, needles)
            positions[positions == len(run)] = len(run) - 1
            found |= run[positions] == needles
        result = np.zeros(len(digests), dtype=bool)
        result[order] = found
        return result

    def add(self, digests: Digests) -> None:
        """Remember the digests of accepted rows."""
        if not len(digests):
            return
        self._runs.append(np.sort(digests))
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
