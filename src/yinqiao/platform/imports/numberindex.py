"""Finds business numbers among millions: sorted once by a 64-bit digest, then by bisection.

A join or ``is_in`` would hash all of the known numbers anew for each chunk.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

_SEED = 20261122


class NumberIndex:
    """Known numbers (String, without nulls); a chunk of 40,000 finds its own among them in milliseconds."""

    def __init__(self, known: pl.Series) -> None:
        digests = known.hash(_SEED).to_numpy()
        self._order = np.argsort(digests)
        self._digests = digests[self._order]
        self._known = known[self._order]

    def places(self, numbers: pl.Series) -> tuple[NDArray[np.intp], pl.Series]:
        """Return for each number where it stands among the known ones, and whether it does (False for null too)."""
        if self._known.is_empty():
            nowhere = np.zeros(len(numbers), dtype=np.intp)
            return nowhere, pl.Series(np.zeros(len(numbers), dtype=bool))
        wanted = numbers.hash(_SEED).to_numpy()
        # Looked for in their order: each stands near the one before, where the processor has just been.
        order = np.argsort(wanted)
        found = np.empty(len(wanted), dtype=np.intp)
        found[order] = np.searchsorted(self._digests, wanted[order])
        found[found == len(self._digests)] = 0
        # The digest only finds the place; the number itself decides.
        is_known = (self._known[found] == numbers).fill_null(value=False)
        return self._order[found], is_known

    def has(self, numbers: pl.Series) -> pl.Series:
        """Tell for each number whether it is known."""
        return self.places(numbers)[1]
