"""What the checks give back: good rows as a typed frame, rejected rows and warnings with their reasons, counts and sums."""

from dataclasses import dataclass, field

import polars as pl

from yinqiao.platform.imports.decoding.chunks import BadLine

# The text of a row that could not be split into columns stands under this name.
WHOLE_ROW = ""
Raw = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a row: the file's column ("" = the row), a stable code, a Chinese sentence without values."""

    column: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row with its findings (the first is shown) and its fields as received; `unmapped` are (map, code) without meaning.

    `file` names the file of `line` where rows of several are told together.
    """

    line: int
    findings: tuple[Finding, ...]
    raw: Raw
    unmapped: tuple[tuple[str, str], ...] = ()
    file: str = ""


@dataclass(slots=True)
class Checked:
    """One chunk after the checks. `good` has the target's columns, ``_line``, ``_op`` and, if the table has one, ``_sum``.

    `held` are the rejected rows in the same form, unread values null. `raw` are the texts as received; `sums` has ``_line`` and ``_sum`` of every row that could be split. `folded` are lines of
    a distinct table that repeat an earlier row.
    """

    good: pl.DataFrame
    raw: pl.DataFrame
    sums: pl.DataFrame
    held: pl.DataFrame
    rejected: list[FoundRow] = field(default_factory=list)
    warnings: list[FoundRow] = field(default_factory=list)
    folded: list[int] = field(default_factory=list)


def unreadable(bad: BadLine) -> FoundRow:
    """Return a row that could not be read as a rejected one."""
    return FoundRow(bad.line, (Finding(bad.column, bad.code, bad.message),), {WHOLE_ROW: bad.raw})
