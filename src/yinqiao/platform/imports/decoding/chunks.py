"""What passes from a reader to the checks: rows as texts, and the rows that could not be read."""

from dataclasses import dataclass, field

import polars as pl

from yinqiao.platform.imports.profile.shapes import Column, Format
from yinqiao.platform.imports.reasons import Reason

LINE = "_line"
MAX_RAW_CHARACTERS = 65_536


@dataclass(frozen=True, slots=True)
class BadLine:
    """A row that cannot be read: its line (from 1), the column if known, code, Chinese message, and the text as received."""

    line: int
    code: str
    message: str
    raw: str
    column: str = ""


def bad_line(
    line: int,
    reason: Reason,
    raw: str | bytes,
    *,
    encoding: str = "utf-8",
    column: str = "",
    **fields: object,
) -> BadLine:
    """Build a BadLine; undecodable bytes of `raw` are kept as escapes."""
    text = (
        raw
        if isinstance(raw, str)
        else raw[:MAX_RAW_CHARACTERS].decode(encoding, errors="backslashreplace")
    )
    return BadLine(
        line,
        reason.code,
        reason.text(encoding=encoding.upper(), **fields),
        text[:MAX_RAW_CHARACTERS],
        column,
    )


@dataclass(frozen=True, slots=True)
class RawChunk:
    """Some rows of a file: `frame` has a String column for each field and ``_line`` (UInt32); `bad` are the unreadable ones."""

    frame: pl.DataFrame
    bad: list[BadLine] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Rows read, unreadable ones included."""
        return self.frame.height + len(self.bad)


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """How one kind of file is read: format, encoding and its fields in order."""

    format: Format
    encoding: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The names of the fields, in file order."""
        return [column.name for column in self.columns]
