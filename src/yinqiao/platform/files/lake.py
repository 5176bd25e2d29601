"""Where the lake lies and how a batch writes into it: ``lake/<data set>/<source>/<batch date>/<part>.parquet``.

The lake holds surrogate ids and no encrypted field (contract 13). A part is written beside its chunk's transaction under
a fixed name, so that a repeated chunk overwrites its own part.
"""

import shutil
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
    folder = batch_folder(dataset, source, batch_on)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{part}.parquet"
    unfinished = target.with_suffix(".tmp")
    frame.write_parquet(unfinished, compression="zstd", compression_level=1)
    unfinished.replace(target)
    return target


def drop_parts(dataset: str, *, source: str, batch_on: date, table: str, start: str) -> None:
    """Remove the parts of `table` in one batch that are named by file and line and do not come before `start`."""
    for path in batch_folder(dataset, source, batch_on).glob(f"{table}-[0-9]*.parquet"):
        if path.name >= start:
            path.unlink()


def drop_batch(dataset: str, source: str, batch_on: date) -> None:
    """Remove all parts of one batch."""
    shutil.rmtree(batch_folder(dataset, source, batch_on), ignore_errors=True)


def pattern(dataset: str) -> str:
    """Return the glob of all parts of a data set."""
    return str(root() / dataset / "*" / "*" / "*.parquet")


def has_parts(dataset: str) -> bool:
    """Tell whether any part of the data set exists."""
    return next(root().glob(f"{dataset}/*/*/*.parquet"), None) is not None
