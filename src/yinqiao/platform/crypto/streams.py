"""Seal whole files, chunk by chunk in bounded memory, and open them while they are read (P33).

A file begins with 1 byte algorithm, 2 bytes key number and 32 bytes salt. The salt gives the file a key of its own (HKDF), so
that a chunk's number may be its nonce. The additional data of a chunk is the file's beginning, the logical field, the entity
id, the chunk's number and whether it is the last: what was changed, moved, put in another order or cut does not open.
"""

import hashlib
import io
import os
from types import TracebackType
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from yinqiao.platform.crypto import fields, keyring
from yinqiao.platform.crypto.fields import DecryptionFailed

CHUNK = 64 * 1024
_TAG = 16
_SALT = 32
_HEADER = 3 + _SALT


class _Chunks:
    """What seals and opens the chunks of one file."""

    def __init__(self, header: bytes, field: str, entity_id: int) -> None:
        number = int.from_bytes(header[1:3], "big")
        key = keyring.load().keys.get(number)
        if key is None or key.algorithm != header[0]:
            message = f"key {number} with this algorithm is not in the key file"
            raise DecryptionFailed(message)
        derived = HKDF(SHA256(), len(key.key), header[3:], b"yinqiao sealed stream").derive(key.key)
        self._sealer = fields.sealer_of(key.algorithm, derived)
        self._name = f"{field}:{entity_id}"
        self._prefix = header + f"{self._name}:".encode()
        self._count = 0

    def seal(self, data: bytes, *, is_last: bool) -> bytes:
        """Seal the next chunk."""
        return self._sealer.encrypt(*self._place(data, is_last=is_last))

    def open(self, data: bytes, *, is_last: bool) -> bytes:
        """Open the next chunk."""
        try:
            return self._sealer.decrypt(*self._place(data, is_last=is_last))
        except InvalidTag:
            message = (
                f"chunk {self._count} of {self._name} does not open: wrong key, changed or cut"
            )
            raise DecryptionFailed(message) from None

    def _place(self, data: bytes, *, is_last: bool) -> tuple[bytes, bytes, bytes]:
        self._count += 1
        nonce = self._count.to_bytes(12, "big")
        return nonce, data, self._prefix + nonce + bytes([is_last])


class SealedWriter(io.BufferedIOBase):
    """Takes clear bytes, writes sealed ones to `file`; a context manager.

    Only leaving it without an exception writes the last chunk: a file that was given up never opens.
    """

    def __init__(self, file: BinaryIO, *, field: str, entity_id: int) -> None:
        key = keyring.load().active
        header = bytes([key.algorithm]) + key.number.to_bytes(2, "big") + os.urandom(_SALT)
        self._chunks = _Chunks(header, field, entity_id)
        self._file = file
        self._waiting = bytearray()
        self._digest = hashlib.sha256()
        self.size = 0
        file.write(header)

    def writable(self) -> bool:
        """Tell that bytes go in."""
        return True

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the clear bytes so far."""
        return self._digest.hexdigest()

    def write(self, data: object, /) -> int:
        """Take clear bytes; whole chunks are sealed at once, the rest waits."""
        given = bytes(data)  # type: ignore[call-overload]
        self._digest.update(given)
        self.size += len(given)
        self._waiting += given
        # The last chunk is known only at the end, so one byte must be left for it.
        while len(self._waiting) > CHUNK:
            self._file.write(self._chunks.seal(bytes(self._waiting[:CHUNK]), is_last=False))
            del self._waiting[:CHUNK]
        return len(given)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._file.write(self._chunks.seal(bytes(self._waiting), is_last=True))
        self.close()

    def close(self) -> None:
        """Close the file as it is."""
        if not self.closed:
            self._file.close()
        super().close()


class SealedReader(io.RawIOBase):
    """Gives the clear bytes of a sealed file; raises DecryptionFailed at the first chunk that is not as it was written."""

    def __init__(self, file: BinaryIO, *, field: str, entity_id: int) -> None:
        header = file.read(_HEADER)
        if len(header) < _HEADER:
            message = f"{field}:{entity_id} is too short to be sealed"
            raise DecryptionFailed(message)
        self._chunks = _Chunks(header, field, entity_id)
        self._file = file
        self._next = file.read(CHUNK + _TAG)
        self._is_over = False
        self._clear = b""

    def readable(self) -> bool:
        """Tell that bytes come out."""
        return True

    def readinto(self, buffer: object, /) -> int:
        """Fill `buffer` from the present chunk, opening the next one when it is used up; 0 at the end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        while not self._clear and not self._is_over:
            self._clear = self._open()
        count = min(len(view), len(self._clear))
        view[:count] = self._clear[:count]
        self._clear = self._clear[count:]
        return count

    def close(self) -> None:
        """Close the file too."""
        if not self.closed:
            self._file.close()
        super().close()

    def _open(self) -> bytes:
        sealed, self._next = self._next, self._file.read(CHUNK + _TAG)
        self._is_over = not self._next
        if len(sealed) < _TAG:
            message = "the file is cut"
            raise DecryptionFailed(message)
        return self._chunks.open(sealed, is_last=self._is_over)
