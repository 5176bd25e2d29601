"""Look at a zip directory before anything is unpacked: a bomb is refused in under a millisecond (P29)."""

import copy
import re
import zipfile
import zlib
from pathlib import Path

from yinqiao.platform.imports.reasons import (
    ARCHIVE_BOMB,
    WORKBOOK_BROKEN,
    WORKBOOK_DECLARES,
    FileRefused,
)

MAX_ENTRIES = 1_000
MAX_BYTES = 200_000_000
MAX_RATIO = 100
_RATIO_COUNTS_FROM = 1_000_000
_READ = 1_000_000
_OVERLAP = 200
_ERROR_CELL = re.compile(rb'<c\s[^>]*?r="[A-Z]{1,3}(\d{1,7})"[^>]*?t="e"')
_SHEET_FOLDER = "xl/worksheets/"
# No office program writes a document type; in it stand external entities and the billion laughs (P30).
_DECLARATIONS = tuple("<!DOCTYPE".encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be"))

# Rows (from 1) with an error value such as #N/A, by the name of the sheet's entry.
ErrorRows = dict[str, set[int]]


def check_archive(path: Path) -> ErrorRows:
    """Raise FileRefused for a zip with too many entries, too much content, a lying or broken directory, or a document type.

    Return the rows of each worksheet that hold an error value, which the reader below would give as empty.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_directory(archive)
            return {entry.filename: _read_through(archive, entry) for entry in archive.infolist()}
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        IndexError,
    ) as error:
        raise FileRefused(WORKBOOK_BROKEN, detail=type(error).__name__) from None


def _check_directory(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise FileRefused(ARCHIVE_BOMB, limit=f"{MAX_ENTRIES} 个条目")
    if unpacked > MAX_BYTES:
        raise FileRefused(ARCHIVE_BOMB, limit=f"{MAX_BYTES // 1_000_000} MB")
    if unpacked > _RATIO_COUNTS_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise FileRefused(ARCHIVE_BOMB, limit=f"{MAX_RATIO}:1")


def _read_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> set[int]:
    """Read an entry once, at most a byte further than the directory claims: who goes on there has lied about the size.

    (By itself the reader would stop at the claim, and a sum made to fit would let the rest through to the next reader.)
    """
    rows: set[int] = set()
    before, count = b"", 0
    further = copy.copy(entry)
    further.file_size += 1
    with archive.open(further) as content:
        while data := content.read(_READ):
            count += len(data)
            if count > entry.file_size:
                raise FileRefused(ARCHIVE_BOMB, limit="目录所载大小")
            window = before + data
            if any(mark in window for mark in _DECLARATIONS):
                raise FileRefused(WORKBOOK_DECLARES)
            if entry.filename.startswith(_SHEET_FOLDER):
                rows.update(int(match.group(1)) for match in _ERROR_CELL.finditer(window))
            before = window[-_OVERLAP:]
    return rows
