"""A workbook that opens only with its password: Office's agile encryption ([MS-OFFCRYPTO] 2.3.4.10), AES-256 and SHA-512.

Excel and WPS open it directly. The clear bytes are encrypted segment by segment as they come, so the clear book never stands
anywhere as a whole; the encrypted one is held until its size is known, which the container says first.
"""

import hashlib
import hmac
import io
import secrets
from base64 import b64encode
from struct import pack
from types import TracebackType
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from yinqiao.platform.files.compound import Storage, Stream, write_compound

# How often the password is hashed: what Office itself writes.
SPINS: Final = 100_000
SEGMENT: Final = 4096
_BLOCK, _KEY, _HASH = 16, 32, 64
_FOR_INPUT: Final = bytes.fromhex("fea7d2763b4b9e79")
_FOR_VALUE: Final = bytes.fromhex("d7aa0f6d3061344e")
_FOR_KEY: Final = bytes.fromhex("146e0be7abacd0d6")
_FOR_HMAC_KEY: Final = bytes.fromhex("5fb2ad010cb9e1f6")
_FOR_HMAC_VALUE: Final = bytes.fromhex("a0677f02b22c8433")
_OFFICE: Final = "http://schemas.microsoft.com/office/2006"
_TRANSFORM: Final = "{FF9A3F03-56EF-4613-BDD5-5A41C1D07246}"
_VERSION: Final = pack("<III", 1, 1, 1)


class ProtectedWorkbook(io.BufferedIOBase):
    """Takes the bytes of a workbook, writes the protected one to `sink`; a context manager that leaves the sink open.

    Only leaving it without an exception writes anything: a book that was given up leaves nothing behind.
    """

    def __init__(self, sink: BinaryIO, *, password: str) -> None:
        self._sink = sink
        self._password = password
        self._key = secrets.token_bytes(_KEY)
        self._salt = secrets.token_bytes(_BLOCK)
        self._package = io.BytesIO()
        self._package.write(bytes(8))
        self._waiting = bytearray()
        self._segments = 0
        self._size = 0

    def writable(self) -> bool:
        """Tell that bytes go in."""
        return True

    def write(self, data: object, /) -> int:
        """Take clear bytes; whole segments are encrypted at once, the rest waits."""
        given = bytes(data)  # type: ignore[call-overload]
        self._size += len(given)
        self._waiting += given
        whole = len(self._waiting) - len(self._waiting) % SEGMENT
        for begin in range(0, whole, SEGMENT):
            self._encrypt(bytes(self._waiting[begin : begin + SEGMENT]))
        del self._waiting[:whole]
        return len(given)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._finish()
        self.close()

    def _encrypt(self, segment: bytes) -> None:
        padded = segment + bytes(-len(segment) % _BLOCK)
        start = _shortened(self._salt + pack("<I", self._segments))
        self._package.write(_encrypted(padded, self._key, start))
        self._segments += 1

    def _finish(self) -> None:
        if self._waiting:
            self._encrypt(bytes(self._waiting))
            self._waiting.clear()
        self._package.seek(0)
        self._package.write(pack("<Q", self._size))
        with self._package.getbuffer() as package:
            write_compound(
                self._sink,
                (
                    Stream("EncryptionInfo", self._information(package)),
                    Stream("EncryptedPackage", package),
                    _DATA_SPACES,
                ),
            )

    def _information(self, package: memoryview) -> bytes:
        """Say how the package is encrypted, and seal its key by the password and its bytes by the key."""
        mac_key = secrets.token_bytes(_HASH)
        mac = hmac.digest(mac_key, package, "sha512")
        integrity = (
            f'<dataIntegrity encryptedHmacKey="{self._sealed(mac_key, _FOR_HMAC_KEY)}"'
            f' encryptedHmacValue="{self._sealed(mac, _FOR_HMAC_VALUE)}"/>'
        )
        text = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
            f'<encryption xmlns="{_OFFICE}/encryption" xmlns:p="{_OFFICE}/keyEncryptor/password"'
            f' xmlns:c="{_OFFICE}/keyEncryptor/certificate"><keyData {_described(self._salt)}/>{integrity}'
            f'<keyEncryptors><keyEncryptor uri="{_OFFICE}/keyEncryptor/password">'
            f"{_key_for(self._password, self._key)}</keyEncryptor></keyEncryptors></encryption>"
        )
        return pack("<HHI", 4, 4, 0x40) + text.encode()

    def _sealed(self, value: bytes, purpose: bytes) -> str:
        return _base64(_encrypted(value, self._key, _shortened(self._salt + purpose)))


def _key_for(password: str, key: bytes) -> str:
    """Return the element that gives `key` to who knows the password, and lets her know whether she does."""
    salt = secrets.token_bytes(_BLOCK)
    spun = hashlib.sha512(salt + password.encode("utf-16-le")).digest()
    for turn in range(SPINS):
        spun = hashlib.sha512(pack("<I", turn) + spun).digest()

    def sealed(value: bytes, purpose: bytes) -> str:
        return _base64(_encrypted(value, hashlib.sha512(spun + purpose).digest()[:_KEY], salt))

    probe = secrets.token_bytes(_BLOCK)
    return (
        f'<p:encryptedKey spinCount="{SPINS}" {_described(salt)}'
        f' encryptedVerifierHashInput="{sealed(probe, _FOR_INPUT)}"'
        f' encryptedVerifierHashValue="{sealed(hashlib.sha512(probe).digest(), _FOR_VALUE)}"'
        f' encryptedKeyValue="{sealed(key, _FOR_KEY)}"/>'
    )


def _described(salt: bytes) -> str:
    return (
        f'saltSize="{_BLOCK}" blockSize="{_BLOCK}" keyBits="{_KEY * 8}" hashSize="{_HASH}" cipherAlgorithm="AES"'
        f' cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512" saltValue="{_base64(salt)}"'
    )


def _encrypted(data: bytes, key: bytes, start: bytes) -> bytes:
    encryptor = Cipher(AES(key), CBC(start)).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def _shortened(data: bytes) -> bytes:
    return hashlib.sha512(data).digest()[:_BLOCK]


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _wide(text: str) -> bytes:
    """Return a text with its length before it, as the streams of data spaces hold it."""
    data = text.encode("utf-16-le")
    return pack("<I", len(data)) + data + bytes(-len(data) % 4)


def _measured(data: bytes) -> bytes:
    return pack("<I", len(data) + 4) + data


_DATA_SPACES: Final = Storage(
    "\x06DataSpaces",
    (
        Stream("Version", _wide("Microsoft.Container.DataSpaces") + _VERSION),
        Stream(
            "DataSpaceMap",
            pack("<II", 8, 1)
            + _measured(
                pack("<II", 1, 0) + _wide("EncryptedPackage") + _wide("StrongEncryptionDataSpace")
            ),
        ),
        Storage(
            "DataSpaceInfo",
            (
                Stream(
                    "StrongEncryptionDataSpace",
                    pack("<II", 8, 1) + _wide("StrongEncryptionTransform"),
                ),
            ),
        ),
        Storage(
            "TransformInfo",
            (
                Storage(
                    "StrongEncryptionTransform",
                    (
                        Stream(
                            "\x06Primary",
                            _measured(pack("<I", 1) + _wide(_TRANSFORM))
                            + _wide("Microsoft.Container.EncryptionTransform")
                            + _VERSION
                            + pack("<IIII", 0, 0, 0, 4),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
