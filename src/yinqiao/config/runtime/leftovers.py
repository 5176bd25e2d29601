"""Databases below the system state folder whose state folder is gone: after `rm -rf var` they lie there for good.

Nothing here removes one: a state folder on a disk that is not mounted now looks gone too.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from yinqiao.config.runtime.postgres import postmaster_of
from yinqiao.config.runtime.state import HOME_NOTE, StateFolder, noted_home, pointed_folder


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Folders without a state folder, and those that do not say whose they are."""

    orphans: tuple[Path, ...] = ()
    unknown: tuple[Path, ...] = ()


def survey(system: Path, *, state: StateFolder) -> Leftovers:
    """Look at every database below `system`; `state`'s own and those with a running server are nobody's leftovers."""
    orphans, unknown = [], []
    for folder in sorted(system.iterdir()) if system.is_dir() else ():
        if folder.is_symlink() or not _holds_database(folder) or _is_used(folder, state):
            continue
        is_orphan = _is_orphan(folder)
        if is_orphan is None:
            unknown.append(folder)
        elif is_orphan:
            orphans.append(folder)
    return Leftovers(tuple(orphans), tuple(unknown))


def bytes_in(folder: Path) -> int:
    """Return what the files below `folder` take on the disk."""
    total = 0
    for place, _folders, files in os.walk(folder):
        for name in files:
            try:
                total += (Path(place) / name).lstat().st_blocks * 512
            except OSError:  # a server that stops meanwhile takes its files along
                continue
    return total


def _holds_database(folder: Path) -> bool:
    return (folder / "data").is_dir() or (folder / HOME_NOTE).is_file()


def _is_orphan(folder: Path) -> bool | None:
    """Tell whether the state folder is gone or points elsewhere; None where nobody noted it, or a note cannot be read."""
    try:
        home = noted_home(folder)
        return None if home is None else pointed_folder(home) != folder
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_used(folder: Path, state: StateFolder) -> bool:
    return pointed_folder(state.home) == folder or postmaster_of(folder / "data") != (0, 0)
