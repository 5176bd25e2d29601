"""A file read for its rows and one column alone: what a control file is held against, without making text of the rest.

Turning GB18030 into text is most of the work of reading. The digits of an amount are the same bytes in every encoding, and so is
the delimiter; where a block does not fall into even rows by its bytes, it is read as `read_chunks` reads it.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from yinqiao.platform.imports.decoding.byte_lines import ByteLines
from yinqiao.platform.imports.decoding.chunks import LINE, RawChunk, ReadPlan
from yinqiao.platform.imports.decoding.delimited import even_rows, fields_of
from yinqiao.platform.imports.decoding.encodings import refuse_utf8
from yinqiao.platform.imports.decoding.reading import byte_lines, read_chunks, reader_of
from yinqiao.platform.imports.profile.shapes import Delimited

UTF8 = "utf-8"
REPLACEMENT = "\ufffd"


def skim_chunks(path: Path, plan: ReadPlan, name: str) -> Iterator[RawChunk]:
    """Yield the rows of `path` with ``_line`` and the column `name` at least; raise FileRefused as `read_chunks` does.

    Bytes that decode to nothing are told only when the rows are read.
    """
    format_ = plan.format
    if not isinstance(format_, Delimited) or format_.header or plan.encoding == UTF8:
        yield from read_chunks(path, plan)
        return
    fields = fields_of(plan.names, trailing=format_.trailing)
    reader = reader_of(plan)
    for lines, is_last in byte_lines(path, plan, allowed=reader.allowed):
        found = _column(lines, plan, name, fields=fields, delimiter=format_.delimiter)
        yield found if found is not None else reader.read(lines, is_last=is_last)


def _column(
    lines: ByteLines, plan: ReadPlan, name: str, *, fields: list[str], delimiter: str
) -> RawChunk | None:
    if not lines.data.isascii():
        refuse_utf8(lines.data, plan.encoding)
    frame = even_rows(
        lines.data, len(lines.numbers), fields=fields, delimiter=delimiter, only=[name]
    )
    # Wide digits, or the halves of characters: bytes alone do not tell what they are.
    if frame is None or frame.get_column(name).str.contains(REPLACEMENT, literal=True).any():
        return None
    return RawChunk(frame.select(pl.Series(LINE, lines.numbers), name), lines.bad)
