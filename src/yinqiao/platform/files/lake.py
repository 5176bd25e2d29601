"""Where the lake lies and how a batch writes into it: ``lake/<data set>/<source>/<batch date>/<part>.parquet``.

The lake holds surrogate ids and no encrypted field (contract 13). A part is written beside its chunk's transaction under
a fixed name, so that a repeated chunk overwrites its own part.
"""

import fcntl
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import polars as pl
from django.conf import settings


def root() -> Path:
    """Return the folder of the lake."""
    return Path(settings.HOME) / "lake"


def batch_folder(dataset: str, source: str, batch_on: date) -> Path:
    """Return the folder of one batch."""
    return root() / dataset / source / batch_on.isoformat()


def write_part(
    dataset: str, frame: pl.DataFrame, *, source: str, batch_on: date, part: str
) -> Path:
    """Write one part; readers never see a half-written file."""
    target = batch_folder(dataset, source, batch_on) / f"{part}.parquet"
    unfinished = target.with_suffix(".tmp")
    with _alone(dataset):
        target.parent.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(unfinished, compression="zstd", compression_level=1)
        unfinished.replace(target)
    return target


def drop_parts(dataset: str, *, source: str, batch_on: date, table: str, start: str) -> None:
    """Remove the parts of `table` in one batch that are named by file and line and do not come before `start`."""
    with _alone(dataset):
        for path in batch_folder(dataset, source, batch_on).glob(f"{table}-[0-9]*.parquet"):
            if path.name >= start:
                path.unlink()


def drop_batch(dataset: str, source: str, batch_on: date) -> None:
    """Remove all parts of one batch."""
    with _alone(dataset):
        shutil.rmtree(batch_folder(dataset, source, batch_on), ignore_errors=True)


def drop_rows(dataset: str, *, column: str, ids: Collection[int]) -> int:
    """Write the parts that hold rows of `ids` anew without them, one after another; return how many rows went.

    Killed anywhere, each part is as it was or without them; done again, what is left goes.
    """
    wanted = pl.Series(sorted(ids), dtype=pl.Int64)
    gone = 0
    for path in sorted(root().glob(f"{dataset}/*/*/*.parquet")):
        with _alone(dataset):
            gone += _write_without(path, pl.col(column).is_in(wanted.implode()))
    return gone


def pattern(dataset: str) -> str:
    """Return the glob of all parts of a data set."""
    return str(root() / dataset / "*" / "*" / "*.parquet")


def has_parts(dataset: str) -> bool:
    """Tell whether any part of the data set exists."""
    return next(root().glob(f"{dataset}/*/*/*.parquet"), None) is not None


@contextmanager
def _alone(dataset: str) -> Iterator[None]:
    """One writer at a time: a part that is written anew must not take the place of what a batch brought meanwhile."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / f".{dataset}.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write_without(path: Path, is_theirs: pl.Expr) -> int:
    """Take rows out of one part that may be gone by now; most parts hold none and stay untouched."""
    if not path.exists():
        return 0
    rows = pl.scan_parquet(path)
    found = int(rows.select(is_theirs.sum()).collect().item() or 0)
    if found:
        unfinished = path.with_suffix(".tmp")
        rest = rows.filter(~is_theirs.fill_null(value=False))
        rest.sink_parquet(unfinished, compression="zstd", compression_level=1)
        _settle(unfinished)
        unfinished.replace(path)
        _settle(path.parent)
    return found


def _settle(path: Path) -> None:
    """Make sure that what was written outlasts a power cut: nobody notes again what has gone."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
