"""Where uploaded files lie until they are loaded: one folder each, with a random name, below the state folder, for our eyes only."""

import secrets
import shutil
from pathlib import Path

from django.conf import settings

OWNER_ONLY = 0o700


def root() -> Path:
    """Return the folder of all uploads."""
    return Path(settings.HOME) / "uploads"


def new_folder() -> Path:
    """Make a folder for one upload."""
    folder = root() / secrets.token_hex(16)
    root().mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    folder.mkdir(mode=OWNER_ONLY)
    return folder


def is_ours(folder: Path) -> bool:
    """Tell whether `folder` is one that `new_folder` made."""
    return folder.parent == root() and folder != root()


def remove(folder: Path) -> None:
    """Delete an upload with its files; folders elsewhere are left alone."""
    if is_ours(folder):
        shutil.rmtree(folder, ignore_errors=True)


def forgotten(*, older_than: float, known: frozenset[str]) -> list[Path]:
    """Return folders last written before `older_than` (seconds since 1970) that no task of `known` paths claims."""
    if not root().is_dir():
        return []
    found = [path for path in root().iterdir() if path.is_dir() and str(path) not in known]
    return [path for path in found if path.stat().st_mtime < older_than]
