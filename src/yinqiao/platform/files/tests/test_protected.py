"""A workbook with a password: a reader that is not ours opens it, verifies it, and finds nothing amiss in the container."""

import io
import os
import zipfile

import msoffcrypto
import olefile
import pytest

from yinqiao.platform.files.protected import ProtectedWorkbook

PASSWORD = "KH3X-9ACE-银桥"  # noqa: S105 - of a test


def book(size):
    """Return an archive of about `size` bytes; readers check that it is one."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("xl/workbook.xml", os.urandom(size))
    return body.getvalue()


def write_all(sink, pieces):
    with ProtectedWorkbook(sink, password=PASSWORD) as target:
        target.writelines(pieces)


def protect(clear, piece=10_007):
    sink = io.BytesIO()
    write_all(sink, (clear[begin : begin + piece] for begin in range(0, len(clear), piece)))
    return sink.getvalue()


def decrypted(body, password=PASSWORD):
    clear = io.BytesIO()
    file = msoffcrypto.OfficeFile(io.BytesIO(body))
    file.load_key(password=password, verify_password=True)
    file.decrypt(clear, verify_integrity=True)
    return clear.getvalue()


# Below the size of the mini stream, at it, and where the table of tables begins (7 MB) and takes a second sector (15 MB).
@pytest.mark.parametrize("size", [1, 3_900, 4_000, 7_100_000, 15_500_000])
def test_a_foreign_reader_gets_back_every_byte_and_finds_a_sound_container(size):
    clear = book(size)
    body = protect(clear)
    assert decrypted(body) == clear
    container = olefile.OleFileIO(io.BytesIO(body), raise_defects=olefile.DEFECT_UNSURE)
    assert container.parsing_issues == []


def numbers(body, sector):
    begin = 512 * (sector + 1)
    return [int.from_bytes(body[at : at + 4], "little") for at in range(begin, begin + 512, 4)]


def test_the_table_of_tables_names_each_table_once_and_ends():
    """[MS-CFB] 2.5: what a lenient reader forgives and Excel may not."""
    body = protect(book(15_500_000))
    tables, first, count = (
        int.from_bytes(body[at : at + 4], "little") for at in (0x2C, 0x44, 0x48)
    )
    listed = [int.from_bytes(body[at : at + 4], "little") for at in range(76, 512, 4)]
    for place in range(count):
        *named, following = numbers(body, first + place)
        listed += named
        assert following == (0xFFFFFFFE if place == count - 1 else first + place + 1)
    found = [number for number in listed if number != 0xFFFFFFFF]
    assert found == list(range(count, count + tables))
    assert listed[: len(found)] == found


def test_another_password_does_not_open_it():
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        decrypted(protect(book(5_000)), "KH3X-9ACE")


def test_nothing_of_the_clear_book_stands_in_the_file():
    clear = b"PK" + "林婉清".encode() * 5_000
    assert "林婉清".encode() not in protect(clear)


def test_a_changed_byte_is_noticed():
    body = bytearray(protect(book(50_000)))
    body[-20_000] ^= 1
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        decrypted(bytes(body))


def test_a_book_that_was_given_up_leaves_nothing_behind():
    def pieces():
        yield b"PK" * 9_000
        raise ZeroDivisionError

    sink = io.BytesIO()
    with pytest.raises(ZeroDivisionError):
        write_all(sink, pieces())
    assert sink.getvalue() == b""


def test_two_books_of_the_same_content_and_password_differ():
    clear = book(5_000)
    assert protect(clear)[-4096:] != protect(clear)[-4096:]
