"""Write an export's rows into a workbook or a CSV file: texts stay texts, every sheet says who took it, when and by whose leave."""

import csv
import hashlib
import io
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import xlsxwriter

from yinqiao.customers import rules

BLOCK = 1 << 20
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Stamp:
    """The lines that mark a file: bank, what it is, who, when, approval, and the warning."""

    title: str
    notes_title: str
    lines: tuple[str, ...]


class RowFile(Protocol):
    """Somewhere rows of text go."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Append rows."""


class CsvFile:
    """UTF-8 with a byte order mark (for Excel); no cell can start a formula."""

    def __init__(self, path: Path, *, stamp: Stamp, header: Sequence[str]) -> None:
        self._file = _private(path)
        self._text = io.TextIOWrapper(self._file, encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._text, quoting=csv.QUOTE_ALL)
        self._writer.writerow([rules.safe_cell(f"{stamp.title} {' '.join(stamp.lines)}")])
        self._writer.writerow([rules.safe_cell(name) for name in header])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._text.close()

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Append rows."""
        self._writer.writerows([rules.safe_cell(text) for text in row] for row in rows)


class WorkbookFile:
    """xlsx in constant memory; every cell is written as a string, so nothing is ever a formula."""

    def __init__(self, path: Path, *, stamp: Stamp, header: Sequence[str]) -> None:
        self._file = _private(path)
        # Rows wait in a scratch file until the book is closed: beside the file itself, not in a folder that others share.
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book = xlsxwriter.Workbook(self._file, options)
        self._book.set_properties({"title": stamp.title, "comments": " ".join(stamp.lines)})
        bold, grey = (
            self._book.add_format({"bold": True}),
            self._book.add_format({"font_color": "#5E6878"}),
        )
        self._sheet = self._book.add_worksheet(stamp.title[:31])
        self._sheet.set_header("&R&8" + " ".join(stamp.lines).replace("&", "&&")[:200])
        self._sheet.write_string(0, 0, f"{stamp.title} {' '.join(stamp.lines)}", grey)
        for column, name in enumerate(header):
            self._sheet.set_column(column, column, 18)
            self._sheet.write_string(1, column, name, bold)
        self._sheet.freeze_panes(2, 1)
        self._at = 2
        self._notes = (stamp, bold)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        stamp, bold = self._notes
        notes = self._book.add_worksheet(stamp.notes_title)
        notes.write_string(0, 0, stamp.title, bold)
        for place, line in enumerate(stamp.lines, start=1):
            notes.write_string(place, 0, line)
        self._book.close()
        self._file.close()

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Append rows."""
        for row in rows:
            for column, text in enumerate(row):
                self._sheet.write_string(self._at, column, text)
            self._at += 1


def new_path(folder: Path, export_id: int, file_format: str) -> Path:
    """Return a name nobody can guess in `folder`, which only we can enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"customers-{export_id}-{secrets.token_hex(8)}.{file_format}"


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _private(path: Path) -> io.BufferedWriter:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb")
