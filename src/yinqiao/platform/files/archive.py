"""An archive with a password around one file: WinZip's AES-256, which 7-Zip, WinRAR, Bandizip and macOS open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pyzipper


@contextmanager
def protected_entry(
    sink: BinaryIO, *, name: str, password: str, is_large: bool = False
) -> Iterator[BinaryIO]:
    """Give what takes the clear bytes of `name`; they reach `sink` compressed and encrypted as they come.

    `is_large`: there may be more than 2 GiB, for which the head of the entry needs the form that older programs do not read.
    After an exception the archive holds what had come by then: whoever owns the sink throws it away.
    """
    with pyzipper.AESZipFile(
        sink, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        with archive.open(name, "w", force_zip64=is_large) as entry:
            yield entry
