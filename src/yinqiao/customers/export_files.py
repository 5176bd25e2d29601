"""Write an export's rows into a sealed workbook or CSV file, and open it again.

Texts stay texts, every sheet says who took it, when and by whose leave. Nothing of it stands on the disk in clear (P33). With a
password, what is sealed is a workbook that Office encrypted, or an encrypted archive of the CSV file: so it stays closed on the
computer of whoever fetched it.
"""

import csv
import io
import os
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Protocol, Self, cast

from yinqiao.customers import rules
from yinqiao.customers.choices import FileFormat
from yinqiao.platform.crypto.secret import Secret
from yinqiao.platform.crypto.streams import SealedReader, SealedWriter
from yinqiao.platform.files.archive import protected_entry
from yinqiao.platform.files.protected import ProtectedWorkbook
from yinqiao.platform.files.workbook import BOLD, GREY, Layout, TextWorkbook

FIELD: Final = "customers.export"
SEALED: Final = ".sealed"
ARCHIVE: Final = "zip"
BLOCK = 1 << 16
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Stamp:
    """The lines that mark a file: bank, what it is, who, when, approval, and the warning."""

    title: str
    notes_title: str
    lines: tuple[str, ...]

    @property
    def in_one_line(self) -> str:
        """Return all but the title."""
        return " ".join(self.lines)


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

    def __init__(self, sink: BinaryIO, *, stamp: Stamp, header: Sequence[str]) -> None:
        self._text = io.TextIOWrapper(sink, encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._text, quoting=csv.QUOTE_ALL)
        self._writer.writerow([rules.safe_cell(f"{stamp.title} {stamp.in_one_line}")])
        self._writer.writerow([rules.safe_cell(name) for name in header])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._text.detach()

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Append rows."""
        self._writer.writerows([rules.safe_cell(text) for text in row] for row in rows)


class WorkbookFile:
    """xlsx; every cell is written as a text, so nothing is ever a formula. A second sheet holds the stamp."""

    def __init__(self, sink: BinaryIO, *, stamp: Stamp, header: Sequence[str]) -> None:
        self._stamp = stamp
        self._book = TextWorkbook(
            sink,
            names=(stamp.title, stamp.notes_title),
            title=stamp.title,
            comments=stamp.in_one_line,
        )
        page_head = "&R&8" + stamp.in_one_line.replace("&", "&&")[:200]
        layout = Layout(columns=len(header), frozen=(2, 1), page_head=page_head)
        self._open = ExitStack()
        self._sheet = self._open.enter_context(self._book.sheet(layout))
        self._sheet.write([[f"{stamp.title} {stamp.in_one_line}"]], style=GREY)
        self._sheet.write([header], style=BOLD)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()
        if kind is None:
            with self._book.sheet(Layout()) as notes:
                notes.write([[self._stamp.title]], style=BOLD)
                notes.write([line] for line in self._stamp.lines)
        self._book.close()

    def write(self, rows: Iterable[Sequence[str]]) -> None:
        """Append rows."""
        self._sheet.write(rows)


@contextmanager
def in_format(
    sealed: SealedWriter, *, name: str, file_format: str, password: Secret | None
) -> Iterator[BinaryIO]:
    """Give what takes the clear bytes of the file `name`; with a password they reach `sealed` encrypted."""
    sink = cast("BinaryIO", sealed)
    if password is None:
        yield sink
    elif file_format == FileFormat.XLSX:
        with ProtectedWorkbook(sink, password=password.unwrap()) as book:
            yield cast("BinaryIO", book)
    else:
        with protected_entry(sink, name=name, password=password.unwrap()) as entry:
            yield entry


def file_ending(file_format: str, *, has_password: bool) -> str:
    """Return how the name of a file ends that somebody fetches: a CSV file with a password lies in an archive."""
    return ARCHIVE if has_password and file_format == FileFormat.CSV else file_format


def new_path(folder: Path, export_id: int, file_format: str) -> Path:
    """Return a name nobody can guess in `folder`, which only we can enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"customers-{export_id}-{secrets.token_hex(8)}.{file_format}{SEALED}"


def sealed_file(path: Path, *, export_id: int) -> SealedWriter:
    """Create `path` for its owner only; what is written is sealed for this export."""
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb")
    return SealedWriter(file, field=FIELD, entity_id=export_id)


def open_export(path: Path, *, export_id: int) -> io.BufferedReader:
    """Open an export for reading in clear; raise DecryptionFailed, now or at the changed place, for one that is not as it was written.

    Files without the ending come from a version that did not seal; they are gone a day after the update.
    """
    if path.suffix != SEALED:
        return path.open("rb")
    return io.BufferedReader(
        SealedReader(path.open("rb"), field=FIELD, entity_id=export_id), buffer_size=BLOCK
    )


def check_export(path: Path, *, export_id: int) -> None:
    """Read the whole file once; raise DecryptionFailed if any of it was changed or cut off."""
    with open_export(path, export_id=export_id) as file:
        while file.read(BLOCK):
            pass
