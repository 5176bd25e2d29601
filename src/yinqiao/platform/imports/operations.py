"""The operations of a delta file (I, U, D) that do not fit what is held: taken as meant, and told."""

import polars as pl

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.ports import Batch, Rejection

COLUMN = "operation"
_REASONS = {
    "I": reasons.INSERT_KNOWN,
    "U": reasons.UPDATE_UNKNOWN,
    "D": reasons.DELETE_UNKNOWN,
}


def notice(line: int, operation: str) -> Rejection:
    """Return the notice that `operation` does not fit: an I of a known key, a U or D of an unknown one."""
    reason = _REASONS[operation]
    return Rejection(line, COLUMN, reason.code, reason.text())


def misfit(batch: Batch, line: int, operation: str, *, is_known: bool) -> list[Rejection]:
    """Return a notice if `operation` does not fit a key that is known or not."""
    is_odd = batch.tells_operations and is_known == (operation == "I")
    return [notice(line, operation)] if is_odd else []


def misfits(batch: Batch, frame: pl.DataFrame, *, is_known: pl.Expr) -> list[Rejection]:
    """Return the notices of the rows of `frame` (with ``_line`` and ``_op``) whose operation does not fit."""
    if not batch.tells_operations:
        return []
    odd = frame.filter(is_known == (pl.col("_op") == "I")).select("_line", "_op")
    return [notice(int(line), str(operation)) for line, operation in odd.iter_rows()]
