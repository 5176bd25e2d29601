"""Which list a file is, and its parties one by one."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.compliance.screening.lists import ftm, guard, tables, un, values
from yinqiao.compliance.screening.lists.guard import Limits, ListRefused
from yinqiao.compliance.screening.rules import Entry

UN, OFAC, DPL, TARGETS, FTM = "UN", "OFAC", "DPL", "TARGETS", "FTM"
_HEAD: Final = 65_536
_PIECE: Final = 1 << 20
_MARK: Final = b"\xef\xbb\xbf"


@dataclass(slots=True)
class ListFile:
    """A list file that was recognised. Its parties are read once, while they are taken; then `published_on` is known."""

    path: Path
    form: str
    limits: Limits
    digest: str
    _found: dict[str, str] = field(default_factory=dict)

    @property
    def published_on(self) -> date | None:
        """The date the list gives itself."""
        return values.day(self._found.get("published"))

    def entries(self) -> Iterator[Entry]:
        """Return the parties; raise ListRefused at the first thing that is wrong, at too many of them, or at a number twice."""
        seen: set[str] = set()
        for entry in self._read():
            if not entry.names:
                continue
            if entry.key in seen:
                raise ListRefused(
                    _("%(key)s stands in %(name)s twice.")
                    % {"key": entry.key, "name": self.path.name}
                )
            seen.add(entry.key)
            if len(seen) > self.limits.entries:
                raise ListRefused(
                    _("%(name)s names more parties than a list may.") % {"name": self.path.name}
                )
            yield entry
        if not seen:
            raise ListRefused(_("%(name)s names nobody.") % {"name": self.path.name})

    def _read(self) -> Iterator[Entry]:
        if self.form == UN:
            return un.read(self.path, self.limits, self._found)
        if self.form == OFAC:
            return tables.ofac(self.path)
        if self.form == DPL:
            return tables.dpl(self.path)
        if self.form == FTM:
            return ftm.read(self.path)
        return tables.targets(self.path, _delimiter(_first_line(self.path)))


def read_list(path: Path, limits: Limits | None = None) -> ListFile:
    """Recognise a list by its content: UN XML, OFAC (`sdn.csv`, or the folder it lies in), US DPL, OpenSanctions CSV or JSON, own CSV.

    Raises ListRefused for anything else, before anything is read of it.
    """
    if path.is_dir():
        path /= "sdn.csv"
    limits = limits or Limits()
    guard.check_size(path, limits)
    return ListFile(path=path, form=_form(path), limits=limits, digest=digest_of(path))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file (hex); of OFAC's, of the three together."""
    total = hashlib.sha256()
    beside = (
        [path.with_name(name) for name in ("alt.csv", "add.csv")] if path.name == "sdn.csv" else []
    )
    for part in (path, *(other for other in beside if other.exists())):
        with part.open("rb") as file:
            while piece := file.read(_PIECE):
                total.update(piece)
    return total.hexdigest()


def _form(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(_HEAD).removeprefix(_MARK)
    start = head.lstrip()[:1]
    if start == b"<":
        return UN
    if start == b"{":
        return FTM
    line = head.split(b"\n", 1)[0].decode("latin-1")
    if line.replace('"', "").split("\t")[: len(tables.DPL_HEADER)] == list(tables.DPL_HEADER):
        return DPL
    cells = line.split(",", 2)
    if cells[0].strip().isdigit() and line.count(",") >= _OFAC_COMMAS:
        return OFAC
    if b"\0" not in head and "name" in tables.places(_cells(_first_line(path))):
        return TARGETS
    raise ListRefused(
        _(
            "%(name)s is none of the lists known here: UN XML, OFAC, US DPL, OpenSanctions CSV or JSON, or a table with a column name."
        )
        % {"name": path.name}
    )


_OFAC_COMMAS: Final = 11


def _first_line(path: Path) -> str:
    encoding = guard.encoding_of(path, ["gb18030"])
    return next(guard.lines(path, encoding), "")


def _cells(line: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.strip().split(_delimiter(line))]


def _delimiter(line: str) -> str:
    return (
        "\t"
        if line.count("\t") > line.count(",")
        else ","
        if "," in line or ";" not in line
        else ";"
    )
