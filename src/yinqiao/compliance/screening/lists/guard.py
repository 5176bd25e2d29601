"""What a list file may not be, and text read from it within bounds."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform.errors import DomainError

_PIECE: Final = 1 << 20
_LONGEST_LINE: Final = 4 << 20
_UTF8: Final = "utf-8-sig"


class ListRefused(DomainError):
    """The file is no list that could be trusted; nothing of it was loaded."""

    code = "LIST_REFUSED"
    status = 422


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a list file may be: bytes, parties, levels of nesting, characters of one field."""

    size: int = 512 << 20
    entries: int = 3_000_000
    depth: int = 32
    text: int = 100_000


def check_size(path: Path, limits: Limits) -> None:
    """Refuse a file that is absent, empty or too large before a byte of it is read."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise ListRefused(_("The file %(name)s cannot be read.") % {"name": path.name}) from error
    if not size:
        raise ListRefused(_("The file %(name)s is empty.") % {"name": path.name})
    if size > limits.size:
        raise ListRefused(
            _("The file %(name)s has %(size)s MB; a list has at most %(most)s MB.")
            % {"name": path.name, "size": f"{size >> 20:,}", "most": f"{limits.size >> 20:,}"}
        )


def encoding_of(path: Path, allowed: Iterable[str]) -> str:
    """Return the first of the encodings that the whole file is valid in; refuse a file that is valid in none or holds zero bytes."""
    for encoding in (_UTF8, *allowed):
        if _is_valid(path, encoding):
            return encoding
    raise ListRefused(
        _("The file %(name)s is not valid text in UTF-8. Was it cut short or converted?")
        % {"name": path.name}
    )


def _is_valid(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                if b"\0" in piece:
                    return False
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def lines(path: Path, encoding: str) -> Iterator[str]:
    """Return the lines of a text; refuse one that never ends."""
    with path.open(encoding=encoding, newline="") as file:
        while line := file.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise ListRefused(
                    _("A line of %(name)s does not end within 4 MB.") % {"name": path.name}
                )
            yield line


def rows(path: Path, encoding: str, delimiter: str) -> Iterator[list[str]]:
    """Return the rows of a delimited file; refuse one whose quotes do not close."""
    try:
        yield from csv.reader(lines(path, encoding), delimiter=delimiter, strict=False)
    except csv.Error as error:
        raise ListRefused(
            _("The file %(name)s cannot be read as a table.") % {"name": path.name}
        ) from error
