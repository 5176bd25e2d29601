"""Who is held out: decided by a hash of customer and period alone, so that nobody chooses, a second run agrees, and the next period draws anew."""

from datetime import date
from typing import Final

import polars as pl

_MASK: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15
_MIX: Final = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
_LAST: Final = 31
# So many equal shares the hash is cut into.
_SHARES: Final = 10_000


def period_of(day: date) -> str:
    """Return the quarter of a day, such as ``2026Q4``."""
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"


def _seed(period: str) -> int:
    return int.from_bytes(period.encode()) * _GOLDEN & _MASK


def is_held_out(customer_id: int, period: str, percent: int) -> bool:
    """Tell whether the customer is of the `percent` that are advised nothing in the period (SplitMix64 of both)."""
    value = (customer_id * _GOLDEN + _seed(period)) & _MASK
    for bits, factor in _MIX:
        value = ((value ^ (value >> bits)) * factor) & _MASK
    value ^= value >> _LAST
    return value % _SHARES < percent * (_SHARES // 100)


def held_out(period: str, percent: int) -> pl.Expr:
    """Return the same of the column ``customer_id``."""
    value = pl.col("customer_id").cast(pl.UInt64) * pl.lit(_GOLDEN, pl.UInt64)
    value = value + pl.lit(_seed(period), pl.UInt64)
    for bits, factor in _MIX:
        value = (value ^ _shifted(value, bits)) * pl.lit(factor, pl.UInt64)
    value = value ^ _shifted(value, _LAST)
    return value % _SHARES < percent * (_SHARES // 100)


def _shifted(value: pl.Expr, bits: int) -> pl.Expr:
    return value // pl.lit(1 << bits, pl.UInt64)
