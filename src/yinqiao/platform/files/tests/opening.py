"""Open a protected file as the person does who was told its password."""

import io

import msoffcrypto
import pyzipper


def open_with(body: bytes, password: str) -> bytes:
    """Open a workbook or an archive with its password; the integrity of a workbook is verified."""
    if body.startswith(b"PK"):
        with pyzipper.AESZipFile(io.BytesIO(body)) as archive:
            archive.setpassword(password.encode())
            return archive.read(archive.namelist()[0])
    clear = io.BytesIO()
    book = msoffcrypto.OfficeFile(io.BytesIO(body))
    book.load_key(password=password, verify_password=True)
    book.decrypt(clear, verify_integrity=True)
    return clear.getvalue()
