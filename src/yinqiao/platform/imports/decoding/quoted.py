"""CSV with quotes (RFC 4180): a quoted value may hold the delimiter, doubled quotes and line breaks."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from yinqiao.platform.imports.decoding.chunks import LINE, BadLine, RawChunk, bad_line
from yinqiao.platform.imports.decoding.delimited import split_rows
from yinqiao.platform.imports.decoding.encodings import TextLines
from yinqiao.platform.imports.reasons import QUOTES, RAGGED

# A quote that stays open longer than this is taken for a stray one, so that it cannot swallow the rest of the file.
MAX_RECORD_LINES = 50


@dataclass(slots=True)
class QuotedReader:
    """Splits blocks of lines into records; keeps the lines of a record that the block's end cuts."""

    names: list[str]
    delimiter: str
    _open: list[tuple[int, str]] = field(default_factory=list)
    _held: list[BadLine] = field(default_factory=list)

    def split(self, lines: TextLines, *, is_last: bool) -> RawChunk:
        """Return the records that end in this block."""
        if '"' not in lines.text and not self._open:
            return split_rows(_without_blank(lines), self.names, self.delimiter)
        pending = [*self._open, *zip(lines.numbers.tolist(), lines.text.split("\n"), strict=False)]
        self._open = []
        rows: list[list[str]] = []
        numbers: list[int] = []
        bad = [*self._held, *lines.bad]
        for number, raw, values in self._records(pending, is_last=is_last):
            if values is None:
                bad.append(bad_line(number, QUOTES, raw))
            elif len(values) != len(self.names):
                bad.append(
                    bad_line(number, RAGGED, raw, found=len(values), expected=len(self.names))
                )
            else:
                numbers.append(number)
                rows.append(values)
        # Lines never go back from one chunk to the next: what lies behind an open record waits with it.
        first_open = self._open[0][0] if self._open else None
        self._held = [line for line in bad if first_open is not None and line.line > first_open]
        bad = [line for line in bad if first_open is None or line.line < first_open]
        frame = pl.DataFrame(rows, schema=dict.fromkeys(self.names, pl.String), orient="row")
        return RawChunk(frame.select(pl.Series(LINE, numbers, dtype=pl.UInt32), *self.names), bad)

    def _records(
        self, lines: list[tuple[int, str]], *, is_last: bool
    ) -> Iterator[tuple[int, str, list[str] | None]]:
        """Yield (line, text, values) per record; values are None where the quotes are wrong."""
        position = 0
        while position < len(lines):
            number, text = lines[position]
            if not text:
                position += 1
                continue
            if '"' not in text:
                yield number, text, text.split(self.delimiter)
                position += 1
                continue
            record, used, is_cut = self._gather(lines, position)
            if is_cut and not is_last:
                self._open = lines[position:]
                return
            values = self._parse(record)
            yield (number, text, None) if values is None else (number, record, values)
            position += 1 if values is None else used

    @staticmethod
    def _gather(lines: list[tuple[int, str]], position: int) -> tuple[str, int, bool]:
        """Return the lines from `position` until the quotes are even, how many, and whether the block's end cut them."""
        texts: list[str] = []
        is_open = False
        for offset in range(MAX_RECORD_LINES):
            index = position + offset
            if index >= len(lines):
                return "\n".join(texts), offset, True
            number, text = lines[index]
            if number != lines[position][0] + offset:
                break  # a line in between was refused: the record is not whole
            texts.append(text)
            is_open ^= text.count('"') % 2 == 1
            if not is_open:
                return "\n".join(texts), offset + 1, False
        return lines[position][1], 1, False

    def _parse(self, record: str) -> list[str] | None:
        try:
            found = list(
                csv.reader(record.splitlines(keepends=True), delimiter=self.delimiter, strict=True)
            )
        except csv.Error:
            return None
        return found[0] if len(found) == 1 else None


def _without_blank(lines: TextLines) -> TextLines:
    if "\n\n" not in lines.text and not lines.text.startswith("\n"):
        return lines
    texts = lines.text.split("\n")[:-1]
    keep = np.array([bool(text) for text in texts], dtype=bool)
    text = "".join(f"{line}\n" for line in texts if line)
    return TextLines(text, text.encode(), lines.numbers[keep], lines.bad)
