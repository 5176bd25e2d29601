"""Cuts a checked chunk into pieces for one transaction each; no line goes back, so the last line of a piece is a checkpoint."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from yinqiao.platform.imports.checking.checker import SUM
from yinqiao.platform.imports.checking.findings import Checked, FoundRow
from yinqiao.platform.imports.decoding import LINE


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows behind line `start` up to line `end`: good ones, rejected ones, warnings, how many were folded, the sum of what was read."""

    start: int
    end: int
    good: pl.DataFrame
    rejected: list[FoundRow]
    warnings: list[FoundRow]
    folded: int
    sum_read: Decimal

    @property
    def rows(self) -> int:
        """Rows of the file that this piece stands for."""
        return self.good.height + len(self.rejected) + self.folded


class PieceSize:
    """How many rows go into one transaction: so many that it takes about a second (contract 12: never over two)."""

    FIRST = 20_000
    LEAST = 1_000
    MOST = 50_000

    def __init__(self) -> None:
        self.rows = self.FIRST

    def learn(self, rows: int, seconds: float) -> None:
        """Adapt to a piece of `rows` that took `seconds`."""
        if rows * 2 < self.rows:
            return
        fitting = int(rows / max(seconds, 0.001))
        self.rows = max(self.LEAST, min(self.MOST, fitting, self.rows * 2))


def pieces(checked: Checked, *, after: int, size: PieceSize) -> Iterator[Piece]:
    """Yield the rows of `checked` behind line `after`, piece by piece."""
    good = checked.good.filter(pl.col(LINE) > after) if after > 0 else checked.good
    last = _last_line(checked)
    start = after
    while True:
        piece = good.head(size.rows)
        good = good.slice(piece.height)
        is_last = good.is_empty()
        end = last if is_last else int(piece.item(piece.height - 1, LINE))
        if end > start:
            yield Piece(
                start=start,
                end=end,
                good=piece,
                rejected=[row for row in checked.rejected if start < row.line <= end],
                warnings=[row for row in checked.warnings if start < row.line <= end],
                folded=sum(start < line <= end for line in checked.folded),
                sum_read=total(checked.sums.filter(pl.col(LINE).is_between(start + 1, end))),
            )
        start = end
        if is_last:
            return


def _last_line(checked: Checked) -> int:
    lines = [checked.raw.get_column(LINE).max(), *(row.line for row in checked.rejected)]
    return max((int(str(line)) for line in lines if line is not None), default=0)


def total(frame: pl.DataFrame) -> Decimal:
    """Return the sum of the control column of `frame`; 0 if it has none."""
    found = frame.get_column(SUM).sum() if SUM in frame.columns else None
    return Decimal(found) if found is not None else Decimal(0)
