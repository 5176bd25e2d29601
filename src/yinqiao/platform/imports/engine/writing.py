"""Writes one piece into its target. A row that the database refuses is found by halving and set aside; the others go in."""

from dataclasses import dataclass, field

import polars as pl
from django.db import DataError, IntegrityError, connections, transaction

from yinqiao.platform.imports import reasons
from yinqiao.platform.imports.decoding import LINE
from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.ports import Batch, ImportTarget, LoadResult, Rejection

# More refused rows than this in one piece are no bad rows but a bad load: the run stops instead.
MAX_REFUSED = 50


@dataclass(slots=True)
class Written:
    """What became of a piece in its target."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    deleted: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    noticed: list[Rejection] = field(default_factory=list)

    def add(self, result: LoadResult) -> None:
        """Add the result of a part."""
        self.inserted += result.inserted
        self.updated += result.updated
        self.unchanged += result.unchanged
        self.deleted += result.deleted
        self.rejected += result.rejected
        self.noticed += result.noticed


def write_rows(target: ImportTarget, batch: Batch, *, table: str, frame: pl.DataFrame) -> Written:
    """Load `frame` inside the caller's transaction."""
    written = Written()
    _write(target, batch, table=table, frame=frame, written=written)
    return written


def _write(
    target: ImportTarget, batch: Batch, *, table: str, frame: pl.DataFrame, written: Written
) -> None:
    if frame.is_empty():
        return
    try:
        with transaction.atomic(using=LOADER):
            result = target.load(
                batch=batch, table=table, frame=frame, connection=connections[LOADER]
            )
    except (DataError, IntegrityError) as error:
        refused = sum(
            rejection.code == reasons.DATABASE_REFUSED.code for rejection in written.rejected
        )
        if refused >= MAX_REFUSED:
            raise
        if frame.height == 1:
            written.rejected.append(_refusal(int(frame.item(0, LINE)), error))
            return
        half = frame.height // 2
        _write(target, batch, table=table, frame=frame.head(half), written=written)
        _write(target, batch, table=table, frame=frame.slice(half), written=written)
        return
    written.add(result)


def _refusal(line: int, error: DataError | IntegrityError) -> Rejection:
    """Name the constraint or the kind of error, never the values that PostgreSQL quotes."""
    return Rejection(
        line,
        "",
        reasons.DATABASE_REFUSED.code,
        reasons.DATABASE_REFUSED.text(detail=plain_cause(error)),
    )


def plain_cause(error: BaseException) -> str:
    """Return what went wrong in a database error without any value of a row."""
    cause = error.__cause__ or error
    diagnostic = getattr(cause, "diag", None)
    constraint = getattr(diagnostic, "constraint_name", None) or getattr(
        diagnostic, "column_name", None
    )
    state = getattr(cause, "sqlstate", None)
    parts = [
        type(cause).__name__,
        str(state) if state else "",
        str(constraint) if constraint else "",
    ]
    return " ".join(part for part in parts if part)
