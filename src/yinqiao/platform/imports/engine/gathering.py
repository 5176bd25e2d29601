"""What has arrived for a batch date, with digests: the manifest tells whether two runs are the same."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.platform.clock import BANK_ZONE
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports.arrivals import Arrival, arrivals, in_order, lacking_parts, promised
from yinqiao.platform.imports.control import FileFacts, file_facts
from yinqiao.platform.imports.engine.report import Progress, Tell
from yinqiao.platform.imports.ports import Mode
from yinqiao.platform.imports.profile.shapes import Profile, Table
from yinqiao.platform.imports.reasons import FileRefused


@dataclass(frozen=True, slots=True)
class GatheredFile:
    """A file that has arrived. `facts` is None if it cannot be read (`refusal` says why). `stamp` changes when it is written to."""

    arrival: Arrival
    facts: FileFacts | None
    refusal: FileRefused | None
    stamp: tuple[int, int]
    arrived_at: datetime

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self.arrival.path


@dataclass(frozen=True, slots=True)
class GatheredTable:
    """A table of the run with its files; a table whose rows stand in the profile has none. `lacking` are parts that did not arrive."""

    table: Table
    mode: Mode
    files: list[GatheredFile] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)

    @property
    def digests(self) -> list[str]:
        """What tells this table's files from others."""
        return [
            f"{file.path.name}:{file.facts.sha256 if file.facts else '?'}" for file in self.files
        ]


def gather(
    profile: Profile, folder: Path, on: date, *, only: Sequence[str], mode: Mode | None, tell: Tell
) -> list[GatheredTable]:
    """Return the tables of the run in loading order with the files that have arrived; raise InvalidInput for unknown names."""
    names = [table.name for table in profile.tables]
    unknown = [name for name in only if name not in names]
    if unknown:
        raise InvalidInput(
            _("There is no table {name}. There are: {names}.").format(
                name=", ".join(unknown), names=", ".join(names)
            )
        )
    if not folder.is_dir():
        raise InvalidInput(_("The folder {folder} does not exist.").format(folder=folder))
    found = []
    for table in in_order(profile.tables):
        if only and table.name not in only:
            continue
        files = []
        for arrival in arrivals(folder, profile, table=table, on=on):
            tell(Progress(table.name, arrival.path.name, "digest"))
            files.append(_gathered(arrival))
        lacking = _lacking(profile, folder, table=table, on=on, files=files)
        found.append(GatheredTable(table, _mode(table, mode), files, lacking))
    return found


def _lacking(
    profile: Profile, folder: Path, *, table: Table, on: date, files: Sequence[GatheredFile]
) -> list[str]:
    """Return the names of the parts that did not come: gaps in their numbers, and those whose control file alone is there."""
    names = [file.path.name.removesuffix(".gz") for file in files]
    promises = promised(folder, profile, table=table, on=on)
    gaps = lacking_parts(table.file or "", on, [*names, *promises])
    return sorted({*gaps, *promises} - {*names})


def _mode(table: Table, override: Mode | None) -> Mode:
    return table.mode if override is None or table.mode == "append" else override


def _gathered(arrival: Arrival) -> GatheredFile:
    stamp = file_stamp(arrival.path)
    arrived = datetime.fromtimestamp(arrival.path.stat().st_mtime, tz=BANK_ZONE)
    try:
        with_sm3 = arrival.control is not None and _mentions_sm3(arrival.control)
        return GatheredFile(
            arrival, file_facts(arrival.path, with_sm3=with_sm3), None, stamp, arrived
        )
    except FileRefused as refusal:
        return GatheredFile(arrival, None, refusal, stamp, arrived)


def _mentions_sm3(path: Path) -> bool:
    return path.is_file() and b"sm3" in path.read_bytes()[:100_000].lower()


def file_stamp(path: Path) -> tuple[int, int]:
    """Return size and time of last writing."""
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns


def manifest(profile: Profile, tables: Sequence[GatheredTable]) -> str:
    """Return one digest of the profile's version and of every file, its control file and how it is loaded."""
    digest = hashlib.sha256(f"{profile.profile}:{profile.version}".encode())
    for gathered in tables:
        digest.update(f"|{gathered.table.name}:{gathered.mode}".encode())
        for file, name in zip(gathered.files, gathered.digests, strict=True):
            digest.update(f"|{name}".encode())
            control = file.arrival.control
            digest.update(
                control.read_bytes() if control is not None and control.is_file() else b"-"
            )
        if gathered.table.rows is not None:
            digest.update(gathered.table.model_dump_json().encode())
    return digest.hexdigest()
