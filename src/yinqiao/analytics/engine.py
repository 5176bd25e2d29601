"""The columnar engine: one DuckDB connection with bounded memory, nothing fetched from outside."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import ibis
from django.conf import settings
from ibis.backends.duckdb import Backend

# What fits beside the look-ups of a running import (together under 1.5 GB); beyond it the engine spills.
MEMORY = "575MB"
_SHELF = "shelf-"
_FORGOTTEN_SECONDS = 6 * 3600


@contextmanager
def session() -> Iterator[Backend]:
    """Open an Ibis backend over an in-memory DuckDB that spills into the state folder; closed at the end."""
    with shelf() as spill:
        connection = duckdb.connect(config=limits(spill))
        try:
            yield ibis.duckdb.from_connection(connection)
        finally:
            connection.close()


def limits(spill: Path) -> dict[str, str | bool | int | float | list[str]]:
    """Return the settings under which the engine works: what does not fit spills, nothing is installed or loaded from outside.

    `spill` is a folder of this engine alone: the files of two have the same names, and one would read what the other wrote.
    """
    return {
        "memory_limit": MEMORY,
        "temp_directory": str(spill),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
    }


@contextmanager
def shelf() -> Iterator[Path]:
    """Give a folder beside what the engine spills: what is laid down there takes no memory. Removed at the end, by the next if killed."""
    spill = _spill()
    for left in spill.glob(f"{_SHELF}*"):
        if time.time() - left.stat().st_mtime > _FORGOTTEN_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=spill, prefix=_SHELF) as folder:
        yield Path(folder)


def _spill() -> Path:
    spill = Path(settings.HOME) / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    return spill
