"""Which files of a folder belong to a table and a batch date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yinqiao.platform.imports.profile.shapes import Control, Profile, Table

_FIELDS = re.compile(r"\{(date|part)\}")
_GZIP = ".gz"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A data file with the control file that belongs beside it (None: the table has none)."""

    path: Path
    control: Path | None


def name_pattern(file: str, on: date) -> re.Pattern[str]:
    """Return the pattern of the names that `file` (``CBS_ORG_{date}_{part}.dat``) may have on `on`; ``.gz`` may follow."""
    wanted = {"date": f"{on:%Y%m%d}", "part": r"(\d{2,4})"}
    pieces = _FIELDS.split(file)
    parts = [
        wanted[piece] if position % 2 else re.escape(piece) for position, piece in enumerate(pieces)
    ]
    return re.compile("".join(parts) + r"(?:\.gz)?")


def arrivals(folder: Path, profile: Profile, *, table: Table, on: date) -> list[Arrival]:
    """Return the files of `table` in `folder`, in the order of their names. A file that came twice (plain and .gz) counts once, plain."""
    if table.file is None or not folder.is_dir():
        return []
    pattern = name_pattern(table.file, on)
    found = sorted(
        path for path in folder.iterdir() if pattern.fullmatch(path.name) and path.is_file()
    )
    plain = {path.name for path in found}
    kept = [
        path
        for path in found
        if not (path.suffix == _GZIP and path.name.removesuffix(_GZIP) in plain)
    ]
    return [Arrival(path, control_path(path, profile.control_of(table))) for path in kept]


def lacking_parts(file: str, on: date, names: Sequence[str]) -> list[str]:
    """Return the names of the parts that must exist beside `names`: they are numbered from 01 (or 00) without a gap."""
    pattern = name_pattern(file, on)
    if not pattern.groups:
        return []
    parts = [match[1] for name in names if (match := pattern.fullmatch(name))]
    numbers = {int(part) for part in parts}
    width = max((len(part) for part in parts), default=0)
    return (
        [
            written_name(file, on, part=number, width=width)
            for number in range(min(1, *numbers), max(numbers))
            if number not in numbers
        ]
        if numbers
        else []
    )


def promised(folder: Path, profile: Profile, *, table: Table, on: date) -> list[str]:
    """Return the names of the data files of `table` whose control files stand in `folder`, without ``.gz``."""
    control = profile.control_of(table)
    if control is None or table.file is None or not folder.is_dir():
        return []
    pattern = name_pattern(table.file, on)
    ending = Path(table.file).suffix
    found: set[str] = set()
    for path in folder.iterdir():
        if not path.name.endswith(control.suffix) or not path.is_file():
            continue
        stem = path.name.removesuffix(control.suffix)
        names = (name for name in (stem, stem + ending) if pattern.fullmatch(name))
        found.update(name.removesuffix(_GZIP) for name in names)
    return sorted(found)


def written_name(file: str, on: date, *, part: int = 1, width: int = 2) -> str:
    """Return the name of a part of `file` on `on`."""
    return file.replace("{date}", f"{on:%Y%m%d}").replace("{part}", f"{part:0{width}d}")


def control_path(path: Path, control: Control | None) -> Path | None:
    """Return where the control file of `path` must stand: ``X.ok`` or ``X.dat.ok`` for ``X.dat``."""
    if control is None:
        return None
    data = path.with_suffix("") if path.suffix == _GZIP else path
    appended = data.with_name(data.name + control.suffix)
    return appended if appended.exists() else data.with_suffix(control.suffix)


def in_order(tables: Sequence[Table]) -> list[Table]:
    """Return the tables so that each comes after those it names in `after`; otherwise in the order of the profile."""
    names = {table.name for table in tables}
    ordered: list[Table] = []
    done: set[str] = set()
    while len(ordered) < len(tables):
        ready = next(
            table
            for table in tables
            if table.name not in done and not (set(table.after) & names) - done
        )
        ordered.append(ready)
        done.add(ready.name)
    return ordered
