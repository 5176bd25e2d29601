"""An archive with a password around one file: WinZip's AES-256, which 7-Zip, WinRAR, Bandizip and macOS open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pyzipper


@contextmanager
def protected_entry(sink: BinaryIO, *, name: str, password: str) -> Iterator[BinaryIO]:
    """Give what takes the clear bytes of `name`; they reach `sink` compressed and encrypted as they come.

    After an exception the archive holds what had come by then: whoever owns the sink throws it away.
    """
    with pyzipper.AESZipFile(
        sink, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        with archive.open(name, "w") as entry:
            yield entry
