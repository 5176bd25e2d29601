"""Bytes of a file in blocks of whole lines: bounded memory whatever the file holds, gzip opened with a bound on its growth."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from yinqiao.platform.imports.decoding.chunks import BadLine, bad_line
from yinqiao.platform.imports.reasons import (
    ARCHIVE_BOMB,
    ARCHIVE_BROKEN,
    NOT_READABLE,
    TOO_LONG,
    FileRefused,
)

BLOCK_BYTES = 4_000_000
MAX_LINE_BYTES = 1_000_000
MAX_RATIO = 100
# A small file of equal rows may well exceed the ratio; below this size it harms nobody.
RATIO_COUNTS_FROM = 10_000_000
_SHOWN_BYTES = 400


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines, each ended by LF (the very last may not be); `first` is the number of the first line, from 1."""

    data: bytes
    first: int
    bad: list[BadLine] = field(default_factory=list)


class _Bounded(io.RawIOBase):
    """A gzip stream that stops a bomb: more than 100 times its compressed size (P29)."""

    def __init__(self, raw: IO[bytes]) -> None:
        super().__init__()
        self._raw = raw
        self._unpacked = gzip.GzipFile(fileobj=raw)
        self._total = 0

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._unpacked.read(size)
        except (OSError, EOFError, zlib.error) as error:
            raise FileRefused(ARCHIVE_BROKEN, detail=type(error).__name__) from None
        self._total += len(data)
        if self._total > RATIO_COUNTS_FROM and self._total > MAX_RATIO * max(self._raw.tell(), 1):
            raise FileRefused(ARCHIVE_BOMB, limit=f"{MAX_RATIO}:1")
        return data


@contextmanager
def open_stream(path: Path) -> Iterator[IO[bytes]]:
    """Open a plain or .gz file for reading its bytes; raise FileRefused if that is not possible."""
    try:
        raw = path.open("rb")
    except OSError as error:
        raise FileRefused(NOT_READABLE, detail=error.strerror or type(error).__name__) from None
    with raw:
        yield _Bounded(raw) if path.suffix == ".gz" else raw  # type: ignore[misc]


def read_blocks(stream: IO[bytes], *, block_bytes: int = BLOCK_BYTES) -> Iterator[Block]:
    """Yield blocks of whole lines. A line without end within the limit is dropped and told as bad; the rest goes on."""
    carry, line = b"", 1
    while data := stream.read(block_bytes):
        data = carry + data
        cut = data.rfind(b"\n") + 1
        if cut == 0 and len(data) <= MAX_LINE_BYTES:
            carry = data
            continue
        if cut == 0:
            lost = bad_line(line, TOO_LONG, data[:_SHOWN_BYTES], limit=MAX_LINE_BYTES)
            carry = _skip_line(stream, block_bytes)
            yield Block(b"", line, [lost])
            line += 1
            continue
        yield Block(data[:cut], line)
        line += data.count(b"\n", 0, cut)
        carry = data[cut:]
    if carry:
        yield Block(carry, line)


def _skip_line(stream: IO[bytes], block_bytes: int) -> bytes:
    """Read on to the end of the line and return what follows it."""
    while data := stream.read(block_bytes):
        end = data.find(b"\n") + 1
        if end:
            return data[end:]
    return b""
