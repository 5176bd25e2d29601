"""Files that come through the browser: written straight into a folder of their own, and taken only under names that the profile knows."""

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports import inbox
from yinqiao.platform.imports.arrivals import name_pattern, written_name
from yinqiao.platform.imports.profile import Profile, Table
from yinqiao.platform.parameters import queries as parameters

LIMIT = "imports.max_upload_megabytes"
MEGABYTE = 1_000_000
OWNER_ONLY = 0o600
GZIP = ".gz"


if TYPE_CHECKING:
    Received = UploadedFile[bytes]
else:
    Received = UploadedFile


class InboxFile(Received):
    """A file that lies in the inbox under a random name."""

    def __init__(self, path: Path, *, name: str, size: int) -> None:
        super().__init__(file=None, name=name, size=size)
        self.path = path


class InboxUploadHandler(FileUploadHandler):
    """Writes what comes in to the inbox; nothing of it is held in memory or lies in the machine's common temporary folder."""

    def __init__(self) -> None:
        super().__init__()
        self.folder: Path | None = None
        self._path = Path()
        self._descriptor = -1

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Open a file of a random name."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.folder = self.folder or inbox.new_folder()
        self._path = self.folder / secrets.token_hex(8)
        self._descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """Write a piece."""
        os.write(self._descriptor, raw_data)

    def file_complete(self, file_size: int) -> InboxFile:
        """Close the file."""
        os.close(self._descriptor)
        self._descriptor = -1
        return InboxFile(self._path, name=str(self.file_name), size=file_size)

    def upload_interrupted(self) -> None:
        """Throw away what came before the connection broke."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self.discard()

    def discard(self) -> None:
        """Delete everything that came."""
        if self.folder is not None:
            inbox.remove(self.folder)


@dataclass(frozen=True, slots=True)
class Named:
    """An uploaded file with the name it may have."""

    name: str
    bytes: int
    table: str
    is_control: bool


def check_size(length: int) -> None:
    """Raise InvalidInput for a body of `length` bytes above the limit; called before anything of it is read."""
    megabytes = parameters.integer(LIMIT)
    if length > megabytes * MEGABYTE:
        wrong = _("The files are too big together: {size:,} MB, at most {limit:,} MB.")
        text = wrong.format(size=length // MEGABYTE, limit=megabytes)
        raise InvalidInput(text, fields={"files": text})


def take(files: Sequence[InboxFile], folder: Path, *, profile: Profile, on: date) -> list[Named]:
    """Give the files in `folder` the names that the engine looks for; raise InvalidInput, leaving nothing behind."""
    try:
        named = _named(files, profile, on)
    except InvalidInput:
        inbox.remove(folder)
        raise
    for file, known in zip(files, named, strict=True):
        file.path.rename(folder / known.name)
    return named


def _named(files: Sequence[InboxFile], profile: Profile, on: date) -> list[Named]:
    found = [_recognized(file, profile, on) for file in files]
    problems = [
        _("{name} belongs to no table of this profile on {day}.").format(name=file.name, day=on)
        for file, known in zip(files, found, strict=True)
        if known is None
    ]
    named = [known for known in found if known is not None]
    if problems:
        problems.append(
            _("A name looks like this: {example}").format(example=example_name(profile, on))
        )
    elif len({known.name for known in named}) < len(named):
        problems.append(_("Two of the files have the same name."))
    elif not any(not known.is_control for known in named):
        problems.append(_("There is no data file among them."))
    if problems:
        raise InvalidInput(problems[0], fields={"files": " ".join(problems)})
    return named


def _recognized(file: InboxFile, profile: Profile, on: date) -> Named | None:
    name = Path(str(file.name)).name
    for table in profile.tables:
        if table.file is None:
            continue
        pattern = name_pattern(table.file, on)
        if pattern.fullmatch(name):
            return Named(name, int(file.size or 0), table.name, is_control=False)
        if any(pattern.fullmatch(data) for data in _data_names(name, profile, table)):
            return Named(name, int(file.size or 0), table.name, is_control=True)
    return None


def _data_names(name: str, profile: Profile, table: Table) -> list[str]:
    """Return the data files that a control file of this name may belong to (``X.dat.ok`` and ``X.ok``)."""
    control = profile.control_of(table)
    if control is None or not name.endswith(control.suffix) or table.file is None:
        return []
    stem = name.removesuffix(control.suffix)
    return [stem, stem + Path(table.file.removesuffix(GZIP)).suffix]


def example_name(profile: Profile, on: date) -> str:
    """Return how the first file of the profile may be called on `on`."""
    file = next((table.file for table in profile.tables if table.file is not None), "")
    return written_name(file, on)


def plain(named: Sequence[Named]) -> list[Mapping[str, object]]:
    """Return the files as a task keeps them."""
    return [
        {"name": one.name, "bytes": one.bytes, "table": one.table, "is_control": one.is_control}
        for one in named
    ]


def write(upload: object, path: Path) -> None:
    """Write a small upload (one that Django holds) to `path` in the inbox."""
    if not isinstance(upload, UploadedFile):
        raise InvalidInput(_("No file came."))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as stream:
        for chunk in upload.chunks():
            stream.write(chunk)
