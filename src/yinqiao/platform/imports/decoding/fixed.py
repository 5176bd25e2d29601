"""Records of fixed length: lengths count bytes of the file's encoding, so columns are cut before they are decoded."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yinqiao.platform.imports.decoding.byte_lines import LF, ByteLines, kept_lines, line_ends
from yinqiao.platform.imports.decoding.chunks import LINE, BadLine, RawChunk, bad_line
from yinqiao.platform.imports.decoding.encodings import TextLines, decode_lines
from yinqiao.platform.imports.profile.shapes import Column
from yinqiao.platform.imports.reasons import ROW_LENGTH, SPLIT_CHARACTER

Cells = NDArray[np.uint8]


def cut_columns(lines: ByteLines, columns: tuple[Column, ...], *, encoding: str) -> RawChunk:
    """Return the fields of each record; records of another length, and borders that cut a character, are bad."""
    expected = sum(column.bytes or 0 for column in columns)
    even = _even_records(lines, expected, encoding)
    readable = _decodable(even, encoding)
    cells = np.frombuffer(readable.data, dtype=np.uint8).reshape(
        len(readable.numbers), expected + 1
    )
    keep = np.ones(len(cells), dtype=bool)
    bad: list[BadLine] = list(readable.bad)
    texts: dict[str, list[str]] = {}
    start = 0
    for column in columns:
        end = start + (column.bytes or 0)
        texts[column.name] = _decode_column(cells[:, start:end], encoding, keep)
        for index in np.flatnonzero(~keep).tolist():
            if not any(found.line == readable.numbers[index] for found in bad):
                raw = cells[index, :-1].tobytes()
                bad.append(
                    bad_line(
                        int(readable.numbers[index]),
                        SPLIT_CHARACTER,
                        raw,
                        encoding=encoding,
                        column=column.name,
                    )
                )
        start = end
    frame = pl.DataFrame(
        {
            LINE: readable.numbers,
            **{name: pl.Series(name, values, dtype=pl.String) for name, values in texts.items()},
        }
    )
    return RawChunk(frame.filter(keep), bad)


def _even_records(lines: ByteLines, expected: int, encoding: str) -> ByteLines:
    ends = line_ends(lines.data)
    lengths = np.diff(ends, prepend=-1) - 1
    keep = lengths == expected
    if keep.all():
        return lines
    bad = list(lines.bad)
    for index in np.flatnonzero(~keep).tolist():
        end, found = int(ends[index]), int(lengths[index])
        bad.append(
            bad_line(
                int(lines.numbers[index]),
                ROW_LENGTH,
                lines.data[end - found : end],
                encoding=encoding,
                found=found,
                expected=expected,
            )
        )
    return ByteLines(kept_lines(lines.data, lengths, keep), lines.numbers[keep], bad)


def _decodable(lines: ByteLines, encoding: str) -> ByteLines:
    """Leave out the records that do not decode as a whole, or decode to nonsense."""
    text: TextLines = decode_lines(lines, encoding=encoding)
    if len(text.numbers) == len(lines.numbers):
        return ByteLines(lines.data, lines.numbers, text.bad)
    keep = np.isin(lines.numbers, text.numbers)
    lengths = np.diff(line_ends(lines.data), prepend=-1) - 1
    return ByteLines(kept_lines(lines.data, lengths, keep), lines.numbers[keep], text.bad)


def _decode_column(cells: Cells, encoding: str, keep: NDArray[np.bool_]) -> list[str]:
    """Return the texts of one column; clear `keep` where the border cuts a character."""
    ended = np.concatenate([cells, np.full((len(cells), 1), LF, dtype=np.uint8)], axis=1).tobytes()
    try:
        return ended.decode(encoding).split("\n")[:-1]
    except UnicodeDecodeError:
        pass
    texts = []
    for index, raw in enumerate(ended.split(b"\n")[:-1]):
        try:
            texts.append(raw.decode(encoding))
        except UnicodeDecodeError:
            keep[index] = False
            texts.append("")
    return texts
