"""Finds business numbers among millions: sorted once by a 64-bit digest, then by bisection.

A join or ``is_in`` would hash all of the known numbers anew for each chunk.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

_SEED = 20261122


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The numbers in the order of their digests, and where each stood."""

    digests: NDArray[np.uint64]
    numbers: pl.Series
    order: NDArray[np.intp]


class NumberIndex:
    """Known numbers (String, without nulls); a chunk of 40,000 finds its own among them in milliseconds.

    Sorted when first asked. Only the numbers go to another process: digests are the same within one process alone.
    """

    def __init__(self, known: pl.Series) -> None:
        self._known = known

    def __reduce__(self) -> tuple[type["NumberIndex"], tuple[pl.Series]]:
        return NumberIndex, (self._known,)

    @cached_property
    def _sorted(self) -> _Sorted:
        digests = self._known.hash(_SEED).to_numpy()
        order = np.argsort(digests)
        return _Sorted(digests[order], self._known[order], order)

    def places(self, numbers: pl.Series) -> tuple[NDArray[np.intp], pl.Series]:
        """Return for each number where it stands among the known ones, and whether it does (False for null too)."""
        if self._known.is_empty():
            nowhere = np.zeros(len(numbers), dtype=np.intp)
            return nowhere, pl.Series(np.zeros(len(numbers), dtype=bool))
        known = self._sorted
        wanted = numbers.hash(_SEED).to_numpy()
        # Looked for in their order: each stands near the one before, where the processor has just been.
        order = np.argsort(wanted)
        found = np.empty(len(wanted), dtype=np.intp)
        found[order] = np.searchsorted(known.digests, wanted[order])
        found[found == len(known.digests)] = 0
        # The digest only finds the place; the number itself decides.
        is_known = (known.numbers[found] == numbers).fill_null(value=False)
        return known.order[found], is_known

    def has(self, numbers: pl.Series) -> pl.Series:
        """Tell for each number whether it is known."""
        return self.places(numbers)[1]
