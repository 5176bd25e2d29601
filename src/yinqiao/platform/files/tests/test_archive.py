"""An archive with a password: written straight through, opened with the password only."""

import io

import pytest
import pyzipper

from yinqiao.platform.files.archive import protected_entry
from yinqiao.platform.files.tests.test_workbook import OneWay


def written(sink, lines):
    with protected_entry(sink, name="customers-1.csv", password="KH3X-9ACE") as entry:  # noqa: S106 - of a test
        entry.writelines(lines)


def test_a_sink_that_cannot_go_back_takes_it_and_only_the_password_opens_it():
    sink, text = OneWay(), "客户号,姓名\r\n".encode() * 10_000
    written(sink, [text])
    body = sink.getvalue()
    with pyzipper.AESZipFile(io.BytesIO(body)) as archive:
        assert archive.namelist() == ["customers-1.csv"]
        with pytest.raises(RuntimeError):
            archive.read("customers-1.csv")
        archive.setpassword(b"KH3X-9ACE")
        assert archive.read("customers-1.csv") == text
        assert archive.getinfo("customers-1.csv").wz_aes_strength == 3
