"""The rows of a table wherever they come from: files, a shaped file, or the profile itself; and look-ups in sibling tables."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import polars as pl
from django.conf import settings

from yinqiao.lib.memory import return_freed_memory
from yinqiao.platform.imports import extensions, reasons
from yinqiao.platform.imports.arrivals import arrivals
from yinqiao.platform.imports.checking.deriving import LookupFrame, lookup_frame
from yinqiao.platform.imports.checking.plan import inline_frame
from yinqiao.platform.imports.decoding import BadLine, RawChunk, ReadPlan, read_chunks, reading_plan
from yinqiao.platform.imports.decoding.reading import bounded
from yinqiao.platform.imports.decoding.streams import BLOCK_BYTES
from yinqiao.platform.imports.profile.shapes import Profile, Table
from yinqiao.platform.imports.reasons import FileRefused

# What is read at a time where memory counts more than speed (YINQIAO_IMPORT_PROCESSES=1): texts, frames and verdicts of a block
# stand beside one another, some twenty times its size. A quarter of the usual block takes a quarter to a third more processor time.
SPARING_BLOCK_BYTES = 1_000_000


def table_chunks(table: Table, plan: ReadPlan, path: Path | None) -> Iterator[RawChunk]:
    """Yield the rows of one file of `table` (None: of the rows that stand in the profile)."""
    if path is None:
        yield RawChunk(inline_frame(table))
        return
    if table.shape is None:
        yield from _read(path, plan)
        return
    frame, bad = _whole(_read(path, plan), plan)
    shaped = extensions.shapes.get(table.shape)(frame).sort("_line")
    yield from bounded(RawChunk(shaped, bad))


def _read(path: Path, plan: ReadPlan) -> Iterator[RawChunk]:
    is_sparing = settings.IMPORT_PROCESSES == "1"
    if is_sparing:
        return_freed_memory()
    return read_chunks(path, plan, block_bytes=SPARING_BLOCK_BYTES if is_sparing else BLOCK_BYTES)


def _whole(chunks: Iterator[RawChunk], plan: ReadPlan) -> tuple[pl.DataFrame, list[BadLine]]:
    frames: list[pl.DataFrame] = []
    bad: list[BadLine] = []
    rows = 0
    for chunk in chunks:
        frames.append(chunk.frame)
        bad += chunk.bad
        rows += chunk.rows
        if rows > extensions.MAX_SHAPED_ROWS:
            raise FileRefused(reasons.TOO_MANY_ROWS, limit=extensions.MAX_SHAPED_ROWS)
    empty = pl.DataFrame(schema={"_line": pl.UInt32, **dict.fromkeys(plan.names, pl.String)})
    return pl.concat([empty, *frames]), bad


def lookup_frames(
    profile: Profile, table: Table, *, folder: Path, on: date
) -> dict[str, LookupFrame]:
    """Return the look-ups that `table` uses, read from the files of the tables that they name."""
    used = {
        column.lookup for column in [*table.columns, *table.derive] if column.lookup is not None
    }
    return {
        name: lookup_frame(
            _rows_of(profile, profile.lookups[name].table, folder=folder, on=on),
            profile.lookups[name],
        )
        for name in used
    }


def _rows_of(profile: Profile, name: str, *, folder: Path, on: date) -> pl.DataFrame:
    table = profile.table(name)
    plan = reading_plan(profile, table)
    frames: Sequence[pl.DataFrame] = [
        chunk.frame
        for arrival in arrivals(folder, profile, table=table, on=on)
        for chunk in table_chunks(table, plan, arrival.path)
    ]
    return pl.concat(
        [
            pl.DataFrame(schema={"_line": pl.UInt32, **dict.fromkeys(plan.names, pl.String)}),
            *frames,
        ],
        how="diagonal_relaxed",
    )
