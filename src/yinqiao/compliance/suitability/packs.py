"""An evidence pack as a stream: sections of JSON, files of evidence, a manifest whose entries are chained, and the script that checks it.

It leaves inside an archive with a password. What the password opens is the pack itself, which needs no password to be checked.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, cast

from cryptography.hazmat.primitives.hashes import SM3, Hash

from yinqiao.platform.files.archive import protected_entry

FORMAT: Final = "yinqiao-evidence-pack/1"
# From here on the archive is written in the form of large files, well before the limit of 2 GiB.
_LARGE: Final = 1 << 30
_VERIFIER: Final = Path(__file__).parent / "standalone" / "verify_pack.py"
_README: Final = """举证包

manifest.json   目录：每个文件的大小、SHA-256、SM3，以及按顺序链接的摘要
timeline.json   互动时间线
consents.json   授权及文本版本
suitability.json  适当性快照：测评、备注、持有与在售产品的结论及依据
scripts.json    商机与话术
audit.json      审计记录切片及其在审计链中的摘要
evidence.json   凭证目录；文件在 evidence/ 下

外层压缩包（.aes.zip）须凭密码打开，里面的 .zip 即本包；密码请另行传送。
核验：python3 verify.py 本包.zip（Python 3.9 及以上，无须安装其他软件）
"""


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of evidence that goes in: its name in the pack, its digests as they were kept, and its content when it is sent."""

    name: str
    size: int
    sha256: str
    sm3: str
    blocks: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Pack:
    """What goes out: the manifest as bytes, sections by name, and files."""

    manifest: bytes
    sections: Mapping[str, bytes]
    files: tuple[PackedFile, ...]

    @property
    def digest(self) -> str:
        """The SHA-256 of the manifest, which binds all the rest."""
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def size(self) -> int:
        """How many bytes go in."""
        kept = sum(file.size for file in self.files)
        return len(self.manifest) + sum(map(len, self.sections.values())) + kept


def make_pack(
    sections: Mapping[str, object],
    files: Iterable[PackedFile],
    *,
    head: Mapping[str, object],
) -> Pack:
    """Return the pack of these sections (JSON-plain) and files; `head` stands in front of the manifest."""
    kept = tuple(files)
    written = {f"{name}.json": _json(value) for name, value in sections.items()}
    written["README.txt"] = _README.encode()
    written["verify.py"] = _VERIFIER.read_bytes()
    listed = [(name, *_digests(data)) for name, data in sorted(written.items())]
    listed += [(file.name, file.size, file.sha256, file.sm3) for file in kept]
    chain, entries = "", []
    for name, size, sha256, sm3 in listed:
        chain = hashlib.sha256(f"{chain}{name}{sha256}".encode()).hexdigest()
        entries.append({"name": name, "size": size, "sha256": sha256, "sm3": sm3, "chain": chain})
    manifest = {"format": FORMAT, **head, "files": entries, "last": chain}
    return Pack(_json(manifest), written, kept)


def stream(pack: Pack, *, at: datetime) -> Iterator[bytes]:
    """Yield the pack as a zip file; nothing of it touches the disk."""
    buffer = _Outlet()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in (("manifest.json", pack.manifest), *sorted(pack.sections.items())):
            zipped.writestr(_entry(name, at), data)
            yield buffer.drain()
        for file in pack.files:
            with zipped.open(_entry(file.name, at), "w", force_zip64=True) as inside:
                for block in file.blocks:
                    inside.write(block)
                    yield buffer.drain()
    yield buffer.drain()


def protected_stream(pack: Pack, *, at: datetime, name: str, password: str) -> Iterator[bytes]:
    """Yield the pack as the file `name` in an archive that opens with `password` only."""
    outlet = _Outlet()
    sink = cast("BinaryIO", outlet)
    with protected_entry(sink, name=name, password=password, is_large=pack.size > _LARGE) as inside:
        for block in stream(pack, at=at):
            inside.write(block)
            yield outlet.drain()
    yield outlet.drain()


class _Outlet(io.RawIOBase):
    """A file that cannot be sought: what is written is taken away at once."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        """Tell that bytes go in."""
        return True

    def write(self, data: object, /) -> int:
        """Take bytes."""
        given = bytes(data)  # type: ignore[call-overload]
        self._waiting += given
        return len(given)

    def drain(self) -> bytes:
        """Return what came since the last time."""
        found = bytes(self._waiting)
        self._waiting.clear()
        return found


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str).encode()


def _digests(data: bytes) -> tuple[int, str, str]:
    sm3 = Hash(SM3())
    sm3.update(data)
    return len(data), hashlib.sha256(data).hexdigest(), sm3.finalize().hex()
