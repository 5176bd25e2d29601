"""Open an export as the person does who fetched it and was shown its password."""

from yinqiao.customers import export_files, queries
from yinqiao.customers.services.exports import SEALED_AS
from yinqiao.platform.crypto import fields
from yinqiao.platform.files.tests.opening import open_with


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
