"""Rows parted by a delimiter of any length, without quotes."""

from collections.abc import Sequence

import polars as pl

from yinqiao.platform.imports.decoding.chunks import LINE, RawChunk, bad_line
from yinqiao.platform.imports.decoding.encodings import TextLines
from yinqiao.platform.imports.reasons import RAGGED

# Stands in for a delimiter of several characters; control bytes in the data were refused before.
_UNIT_SEPARATOR = "\x1f"
_END = "_end"


def fields_of(names: list[str], *, trailing: bool) -> list[str]:
    """Return the fields of a line; a delimiter at its end makes one more, which is empty."""
    return [*names, _END] if trailing else names


def split_rows(
    lines: TextLines, names: list[str], delimiter: str, *, trailing: bool = False
) -> RawChunk:
    """Split `lines` into the columns `names`; rows with another number of columns are bad. Empty fields are null."""
    fields = fields_of(names, trailing=trailing)
    frame = _quick(lines, fields, delimiter)
    if frame is None:
        return _careful(lines, names, fields=fields, delimiter=delimiter)
    frame = frame.select(pl.Series(LINE, lines.numbers), *names)
    return RawChunk(frame, lines.bad)


def _quick(lines: TextLines, fields: list[str], delimiter: str) -> pl.DataFrame | None:
    """Read a block of even rows at full speed, or return None if any row has another number of columns."""
    return even_rows(lines.encoded, len(lines.numbers), fields=fields, delimiter=delimiter)


def even_rows(
    data: bytes, rows: int, *, fields: list[str], delimiter: str, only: Sequence[str] = ()
) -> pl.DataFrame | None:
    """Return the `rows` rows of `data` if each has all `fields`, else None. With `only` no other column is made into text.

    Bytes that are no UTF-8 may stand in columns that are left out.
    """
    expected = rows * (len(fields) - 1)
    if rows == 0:
        return None
    sign = delimiter.encode()
    if len(sign) == 1:
        separator, found = delimiter, data.count(sign)
    else:
        # What is replaced is counted by what the bytes become shorter.
        separator, long = _UNIT_SEPARATOR, len(data)
        data = data.replace(sign, _UNIT_SEPARATOR.encode())
        found = (long - len(data)) // (len(sign) - 1)
    if found != expected:
        return None
    try:
        frame = pl.read_csv(
            data,
            separator=separator,
            has_header=False,
            quote_char=None,
            schema=dict.fromkeys(fields, pl.String),
            # By place: names are taken for those of a header.
            columns=[n for n, name in enumerate(fields) if name in only or name == _END]
            if only
            else None,
            encoding="utf8-lossy" if only else "utf8",
            extra_columns="raise",
        )
    except pl.exceptions.PolarsError:
        return None
    is_even = frame.height == rows and (
        fields[-1] != _END or frame.get_column(_END).null_count() == rows
    )
    return frame if is_even else None


def _careful(lines: TextLines, names: list[str], *, fields: list[str], delimiter: str) -> RawChunk:
    if not len(lines.numbers):
        return RawChunk(
            pl.DataFrame(schema={LINE: pl.UInt32, **dict.fromkeys(names, pl.String)}), lines.bad
        )
    rows = pl.DataFrame({LINE: lines.numbers}).with_columns(
        pl.Series("raw", lines.text.split("\n")[:-1], dtype=pl.String)
    )
    rows = rows.with_columns(found=pl.col("raw").str.count_matches(delimiter, literal=True) + 1)
    is_even = pl.col("found") == len(fields)
    if fields[-1] == _END:
        is_even = is_even & pl.col("raw").str.ends_with(delimiter)
    bad = list(lines.bad)
    for number, raw, found in rows.filter(~is_even).iter_rows():
        bad.append(bad_line(number, RAGGED, raw, found=found, expected=len(fields)))
    parts = (
        pl.col("raw")
        .str.split_exact(delimiter, max(len(fields) - 1, 1))
        .struct.rename_fields([*fields, "_"][: max(len(fields), 2)])
    )
    frame = rows.filter(is_even).select(LINE, parts.struct.unnest()).select(LINE, *names)
    return RawChunk(frame, bad)
