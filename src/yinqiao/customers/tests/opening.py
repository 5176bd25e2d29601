"""Open an export as the person does who fetched it and was shown its password."""

import io

import msoffcrypto
import pyzipper

from yinqiao.customers import export_files, queries
from yinqiao.customers.services.exports import SEALED_AS
from yinqiao.platform.crypto import fields


def fetched(export) -> bytes:
    """Return the bytes that are handed out."""
    path = queries.export_file(export.file_name)
    with export_files.open_export(path, export_id=export.pk) as file:
        return file.read()


def password_of(export) -> str:
    """Return the password without a look at it being written down."""
    return fields.decrypt(SEALED_AS, export.pk, export.password_token)


def opened(export) -> bytes:
    """Return what stands in the file, with its password if it has one."""
    body = fetched(export)
    if export.password_token is None:
        return body
    return open_with(body, password_of(export))


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
