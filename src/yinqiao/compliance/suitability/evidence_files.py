"""Files of evidence on the disk: sealed while they come in, with the digests of what was clear; read again to be shown or checked."""

import hashlib
import io
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from cryptography.hazmat.primitives.hashes import SM3, Hash
from django.conf import settings

from yinqiao.platform.crypto.fields import DecryptionFailed
from yinqiao.platform.crypto.streams import SealedReader, SealedWriter

BLOCK: Final = 1 << 16
OWNER_ONLY: Final = 0o600
# What the first bytes say, whatever the name says: a file is kept as what it is.
_SIGNS: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"RIFF", "audio/wav"),
)
_BOX: Final = b"ftyp"
ENDINGS: Final = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "video/mp4": "mp4",
}


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where files of one kind lie below the state folder, and the logical field that binds each to its row."""

    folder: str
    field: str


EVIDENCE: Final = Shelf("evidence", "compliance.evidence")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Where a file went (below the state folder), how long it is and its digests in clear."""

    path: str
    size: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a file turned out to be when it was read again; `fault` is empty when it opens."""

    size: int = 0
    sha256: str = ""
    sm3: str = ""
    fault: str = ""


def media_type_of(head: bytes) -> str:
    """Return what the first bytes say a file is; nothing for what is not taken."""
    if head[4:8] == _BOX:
        return "video/mp4"
    return next((kind for sign, kind in _SIGNS if head.startswith(sign)), "")


def keep(file: BinaryIO, *, evidence_id: int, year: int, shelf: Shelf = EVIDENCE) -> KeptFile:
    """Seal a file onto a shelf. Whoever calls removes it again if the row is not written."""
    folder = Path(shelf.folder) / str(year)
    whole = Path(settings.HOME) / folder
    whole.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{evidence_id}-{secrets.token_hex(8)}.sealed"
    target = whole / name
    sink = os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb")
    sm3 = Hash(SM3())
    try:
        with SealedWriter(sink, field=shelf.field, entity_id=evidence_id) as sealed:
            while block := file.read(BLOCK):
                sealed.write(block)
                sm3.update(block)
            size, sha256 = sealed.size, sealed.digest
        _settle(target)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return KeptFile(str(folder / name), size, sha256, sm3.finalize().hex())


def drop(path: str) -> None:
    """Remove what came in for a row that was never written."""
    (Path(settings.HOME) / path).unlink(missing_ok=True)


def open_clear(path: str, *, evidence_id: int, shelf: Shelf = EVIDENCE) -> io.BufferedReader:
    """Open a file in clear; raise FileNotFoundError, or DecryptionFailed at the first chunk that is not as it was written."""
    sealed = (Path(settings.HOME) / path).open("rb")
    return io.BufferedReader(
        SealedReader(cast("BinaryIO", sealed), field=shelf.field, entity_id=evidence_id),
        buffer_size=BLOCK,
    )


def blocks(path: str, *, evidence_id: int, shelf: Shelf = EVIDENCE) -> Iterator[bytes]:
    """Yield a file in clear, block by block."""
    with open_clear(path, evidence_id=evidence_id, shelf=shelf) as file:
        while block := file.read(BLOCK):
            yield block


def look(path: str, *, evidence_id: int, shelf: Shelf = EVIDENCE) -> Found:
    """Read a file again and work its digests out; tell what is wrong instead of raising."""
    sha256, sm3, size = hashlib.sha256(), Hash(SM3()), 0
    try:
        for block in blocks(path, evidence_id=evidence_id, shelf=shelf):
            sha256.update(block)
            sm3.update(block)
            size += len(block)
    except FileNotFoundError:
        return Found(fault="missing")
    except (DecryptionFailed, OSError):
        return Found(fault="changed")
    return Found(size, sha256.hexdigest(), sm3.finalize().hex())


def stray(known: set[str]) -> list[str]:
    """Return the files in the folder that no row names."""
    home = Path(settings.HOME)
    found = (str(path.relative_to(home)) for path in (home / EVIDENCE.folder).glob("*/*.sealed"))
    return sorted(path for path in found if path not in known)


def _settle(path: Path) -> None:
    """Make sure that the file outlasts a power cut before a row says that it is there."""
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
