"""Data files with their control files, and the progress of writing them."""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from yinqiao.integrations.synthetic_bank.arrays import Rng
from yinqiao.integrations.synthetic_bank.dirt import Truth, spoilt_rows
from yinqiao.integrations.synthetic_bank.rendering import encoded, shown, table_of

CLUMPS = 5  # spoilt rows stand in at most this many places of a part


@dataclass
class Folder:
    """Where one bank's files go. `progress` is told the rows of each file written."""

    path: Path
    as_of: date
    dirty_rate: float
    progress: Callable[[str, int], None]
    truth: list[Truth] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def write(self, table: str, frame: pl.DataFrame, *, part: int, rng: Rng) -> None:
        """Write one part of `table`, with spoilt rows among the good ones, and its control file."""
        name = table_of(table)["file"].format(date=f"{self.as_of:%Y%m%d}", part=f"{part:02d}")
        rows = shown(table, frame)
        spoilt, reasons = spoilt_rows(table, rows, rng=rng, rate=self.dirty_rate, as_of=self.as_of)
        content, lines = _mixed(rows, spoilt, rng)
        (self.path / name).write_bytes(content)
        count = rows.height + spoilt.height
        self._write_control(table, name, content=content, rows=count, frame=frame, spoilt=spoilt)
        self.truth += [
            Truth(name, line, reason.column, reason.code)
            for line, reason in zip(lines, reasons, strict=True)
        ]
        self.rows[table] = self.rows.get(table, 0) + count
        self.progress(table, count)

    def _write_control(
        self,
        table: str,
        name: str,
        *,
        content: bytes,
        rows: int,
        frame: pl.DataFrame,
        spoilt: pl.DataFrame,
    ) -> None:
        lines = [f"date={self.as_of:%Y%m%d}", f"rows={rows}"]
        column = table_of(table).get("control_sum")
        if column:
            lines.append(f"sum={int(frame[column].sum()) + _sum_of(spoilt, column)}")
        lines.append(f"sha256={hashlib.sha256(content).hexdigest()}")
        control = self.path / name.replace(".dat", ".ok")
        control.write_text("\n".join(lines) + "\n", encoding="ascii")


def _sum_of(spoilt: pl.DataFrame, column: str) -> int:
    return sum(
        -int(text[:-1]) if text.endswith("-") else int(text) for text in spoilt[column].to_list()
    )


def _mixed(rows: pl.DataFrame, spoilt: pl.DataFrame, rng: Rng) -> tuple[bytes, list[int]]:
    """Return the file's bytes and the 1-based line of each spoilt row."""
    if not spoilt.height:
        return encoded(rows), []
    # a copy of a key must follow its original, which is among the first rows (see dirt.SAMPLE_FROM)
    places = sorted(int(place) for place in rng.integers(rows.height // 2, rows.height + 1, CLUMPS))
    sizes = [
        spoilt.height // CLUMPS + (1 if number < spoilt.height % CLUMPS else 0)
        for number in range(CLUMPS)
    ]
    pieces: list[bytes] = []
    lines: list[int] = []
    done = taken = 0
    for place, size in zip(places, sizes, strict=True):
        pieces += [encoded(rows[done:place]), encoded(spoilt[taken : taken + size])]
        lines += range(place + taken + 1, place + taken + size + 1)
        done, taken = place, taken + size
    pieces.append(encoded(rows[done:]))
    return b"".join(pieces), lines


class Ticker:
    """Prints rows so far and rows per second about every two seconds."""

    def __init__(self, say: Callable[[str], None], interval: float = 2.0) -> None:
        self._say = say
        self._interval = interval
        self._began = self._last = time.monotonic()

    def tell(self, rows: int, what: str, *, force: bool = False) -> None:
        """Print a line if it is time."""
        now = time.monotonic()
        if force or now - self._last >= self._interval:
            self._last = now
            spent = max(now - self._began, 1e-6)
            self._say(f"{what}: {rows:,} rows in {spent:.1f} s, {rows / spent:,.0f} rows/s")
