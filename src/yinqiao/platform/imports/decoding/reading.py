"""The front of decoding: one generator for every format."""

import csv
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from yinqiao.platform.imports.decoding import columnar, delimited, fixed, streams, workbook
from yinqiao.platform.imports.decoding.byte_lines import ByteLines, clean_block
from yinqiao.platform.imports.decoding.chunks import LINE, RawChunk, ReadPlan
from yinqiao.platform.imports.decoding.encodings import TextLines, check_beginning, decode_lines
from yinqiao.platform.imports.decoding.headers import column_order
from yinqiao.platform.imports.decoding.quoted import QuotedReader
from yinqiao.platform.imports.profile.shapes import (
    Column,
    Delimited,
    Fixed,
    Parquet,
    Profile,
    Quoted,
    Table,
    Workbook,
)
from yinqiao.platform.imports.profile.validation import OPERATION
from yinqiao.platform.imports.reasons import EMPTY_FILE, WRONG_HEADER, FileRefused

CHUNK_ROWS = 50_000


def reading_plan(profile: Profile, table: Table, *, with_operation: bool = False) -> ReadPlan:
    """Return how the files of `table` are read; `with_operation` puts an operation column before the first."""
    columns = tuple(table.columns)
    if with_operation and all(column.name != OPERATION for column in columns):
        columns = (
            Column(
                name=OPERATION, bytes=1 if isinstance(profile.format_of(table), Fixed) else None
            ),
            *columns,
        )
    return ReadPlan(profile.format_of(table), profile.encoding_of(table), columns)


def read_chunks(
    path: Path, plan: ReadPlan, *, block_bytes: int = streams.BLOCK_BYTES
) -> Iterator[RawChunk]:
    """Yield the rows of `path` as texts, at most 50,000 at a time; raise FileRefused for a file that cannot be read at all."""
    match plan.format:
        case Workbook() as format_:
            chunks = workbook.read_workbook(path, plan, format_)
        case Parquet():
            chunks = columnar.read_parquet(path, plan)
        case Delimited() | Quoted() | Fixed():
            chunks = _read_text(path, plan, block_bytes)
    for chunk in chunks:
        yield from bounded(chunk)


def bounded(chunk: RawChunk) -> Iterator[RawChunk]:
    """Cut a chunk so that each piece has its own bad lines: line numbers never go back from one chunk to the next."""
    bad = sorted(chunk.bad, key=lambda line: line.line)
    for start in range(0, max(chunk.frame.height, 1), CHUNK_ROWS):
        piece = chunk.frame.slice(start, CHUNK_ROWS)
        is_last = start + CHUNK_ROWS >= chunk.frame.height
        end = None if is_last else int(piece.item(piece.height - 1, LINE))
        yield RawChunk(piece, [line for line in bad if end is None or line.line <= end])
        bad = [] if end is None else [line for line in bad if line.line > end]


def _read_text(path: Path, plan: ReadPlan, block_bytes: int) -> Iterator[RawChunk]:
    reader = reader_of(plan)
    blocks = byte_lines(
        path, plan, allowed=reader.allowed, keep_blank=reader.keeps_blank, block_bytes=block_bytes
    )
    for lines, is_last in blocks:
        yield reader.read(lines, is_last=is_last)


def byte_lines(
    path: Path,
    plan: ReadPlan,
    *,
    allowed: bytes,
    keep_blank: bool = False,
    block_bytes: int = streams.BLOCK_BYTES,
) -> Iterator[tuple[ByteLines, bool]]:
    """Yield the readable lines of a text file, block by block, and whether the block is the last."""
    with streams.open_stream(path) as stream:
        blocks = streams.read_blocks(stream, block_bytes=block_bytes)
        first = next(blocks, None)
        if first is None:
            if plan.format.type != "fixed" and getattr(plan.format, "header", False):
                raise FileRefused(EMPTY_FILE)
            return
        first = check_beginning(first, encoding=plan.encoding)
        for block, is_last in _with_last(itertools.chain([first], blocks)):
            lines = clean_block(
                block, encoding=plan.encoding, allowed=allowed, keep_blank=keep_blank
            )
            yield lines, is_last


def _with_last(blocks: Iterator[streams.Block]) -> Iterator[tuple[streams.Block, bool]]:
    block = next(blocks)
    for following in blocks:
        yield block, False
        block = following
    yield block, True


class TextReader:
    """Reads the blocks of one file: takes the header off the first, splits the rest."""

    allowed = b""
    keeps_blank = False

    def __init__(self, plan: ReadPlan, *, has_header: bool) -> None:
        self.plan = plan
        self._awaits_header = has_header
        self.names = plan.names

    def read(self, lines: ByteLines, *, is_last: bool) -> RawChunk:
        """Return the rows of a block."""
        text = decode_lines(lines, encoding=self.plan.encoding)
        if self._awaits_header:
            text = self._take_header(text)
        chunk = self.split(text, is_last=is_last)
        return RawChunk(chunk.frame.select(LINE, *self.plan.names), chunk.bad)

    def _take_header(self, lines: TextLines) -> TextLines:
        if not len(lines.numbers):
            if lines.bad:
                raise FileRefused(WRONG_HEADER, detail=lines.bad[0].message)
            return lines
        if lines.bad and lines.bad[0].line < int(lines.numbers[0]):
            raise FileRefused(WRONG_HEADER, detail=lines.bad[0].message)
        self._awaits_header = False
        header, _newline, rest = lines.text.partition("\n")
        found = self.heading(header)
        order = column_order(found, self.plan)
        self.names = [name for _position, name in sorted(zip(order, self.plan.names, strict=True))]
        return replace(lines, text=rest, encoded=rest.encode(), numbers=lines.numbers[1:])

    def heading(self, line: str) -> list[str]:
        """Return the names in the header line."""
        raise NotImplementedError

    def split(self, lines: TextLines, *, is_last: bool) -> RawChunk:
        """Part the lines into columns."""
        raise NotImplementedError


class _DelimitedReader(TextReader):
    def __init__(self, plan: ReadPlan, format_: Delimited) -> None:
        super().__init__(plan, has_header=format_.header)
        self._format = format_
        self.allowed = format_.delimiter.encode()

    def heading(self, line: str) -> list[str]:
        return line.split(self._format.delimiter)

    def split(self, lines: TextLines, *, is_last: bool) -> RawChunk:  # noqa: ARG002 - only csv asks
        return delimited.split_rows(
            lines, self.names, self._format.delimiter, trailing=self._format.trailing
        )


class _QuotedReader(TextReader):
    keeps_blank = True

    def __init__(self, plan: ReadPlan, format_: Quoted) -> None:
        super().__init__(plan, has_header=format_.header)
        self._delimiter = format_.delimiter
        self.allowed = format_.delimiter.encode()
        self._records: QuotedReader | None = None

    def heading(self, line: str) -> list[str]:
        return next(csv.reader([line], delimiter=self._delimiter), [])

    def split(self, lines: TextLines, *, is_last: bool) -> RawChunk:
        if self._records is None:
            self._records = QuotedReader(self.names, self._delimiter)
        return self._records.split(lines, is_last=is_last)


class _FixedReader(TextReader):
    def read(self, lines: ByteLines, *, is_last: bool) -> RawChunk:  # noqa: ARG002 - only csv asks
        if self._awaits_header and len(lines.numbers):
            self._awaits_header = False
            end = lines.data.index(b"\n") + 1
            lines = ByteLines(lines.data[end:], lines.numbers[1:], lines.bad)
        if not len(lines.numbers):
            empty = pl.DataFrame(schema={LINE: pl.UInt32, **dict.fromkeys(self.names, pl.String)})
            return RawChunk(empty, lines.bad)
        return fixed.cut_columns(lines, self.plan.columns, encoding=self.plan.encoding)


def reader_of(plan: ReadPlan) -> TextReader:
    """Return the reader of one text file."""
    match plan.format:
        case Delimited() as format_:
            return _DelimitedReader(plan, format_)
        case Quoted() as format_:
            return _QuotedReader(plan, format_)
        case Fixed() as format_:
            return _FixedReader(plan, has_header=format_.header)
    raise TypeError(plan.format)
