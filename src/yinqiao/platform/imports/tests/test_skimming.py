"""What the control file is held against is the same whether a file is read whole or skimmed for one column."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from yinqiao.platform.imports.decoding import LINE, ReadPlan, read_chunks, skim_chunks
from yinqiao.platform.imports.profile.shapes import Column, Delimited
from yinqiao.platform.imports.reasons import FileRefused
from yinqiao.platform.imports.tests.test_decoding import CELL

COLUMNS = tuple(Column(name=name) for name in ("a", "amount", "c"))
# Two characters of GBK whose second byte is that of the delimiter.
PIPES = b"\x81\x7c\xb0\x7c".decode("gb18030")


def plan(*, delimiter: str = "|+|", trailing: bool = False, encoding: str = "gb18030"):
    format_ = Delimited(type="delimited", delimiter=delimiter, trailing=trailing)
    return ReadPlan(format_, encoding, COLUMNS)


def told(chunks):
    """Return the amounts by line, and the lines that cannot be read."""
    amounts, bad = {}, set()
    for chunk in chunks:
        amounts |= dict(chunk.frame.select(LINE, "amount").iter_rows())
        bad |= {line.line for line in chunk.bad}
    return amounts, bad


def both(data: bytes, of: ReadPlan):
    with tempfile.NamedTemporaryFile(suffix=".dat") as file:
        file.write(data)
        file.flush()
        path = Path(file.name)
        return told(skim_chunks(path, of, "amount")), told(read_chunks(path, of))


AMOUNT = st.from_regex(r"\A-?[0-9]{1,9}(\.[0-9]{2})?\Z") | st.sampled_from(["", "１２", "x"])
SPOILT = st.sampled_from([b"", b"a|+|b", b"a|+|1|+|c|+|d", b"\xff|+|1|+|c", b"a|+|1\x01|+|c"])


@given(
    st.lists(st.tuples(CELL, AMOUNT, CELL), max_size=12),
    st.lists(SPOILT, max_size=2),
    st.sampled_from(["|", "|+|", "||"]),
    st.booleans(),
)
@settings(deadline=None, max_examples=150)
@example([(PIPES, "1", PIPES)], [], "|", False)
@example([(PIPES, "1", "+|" + PIPES), ("a", "2", "")], [b"a|+|b"], "|+|", False)
def test_amounts_and_rows_are_those_of_the_whole_reading(rows, spoilt, delimiter, trailing):
    end = delimiter if trailing else ""
    lines = [(delimiter.join(row) + end).encode("gb18030") for row in rows] + spoilt
    of = plan(delimiter=delimiter, trailing=trailing)
    (skimmed, skipped), (read, bad) = both(b"".join(line + b"\n" for line in lines), of)
    assert len(skimmed) + len(skipped) == len(read) + len(bad)
    assert {line: skimmed[line] for line in read} == read
    # Only what does not decode may pass here; it is told when the rows are loaded.
    assert skipped <= bad


def test_a_file_in_the_other_encoding_is_refused_all_the_same(tmp_path):
    path = tmp_path / "x.dat"
    path.write_bytes("林婉清厦门市思明区|+|1|+|c\n".encode() * 3)
    with pytest.raises(FileRefused) as refusal:
        list(skim_chunks(path, plan(), "amount"))
    assert refusal.value.code == "FILE_WRONG_ENCODING"


def test_only_the_column_asked_for_is_made(tmp_path):
    path = tmp_path / "x.dat"
    path.write_bytes("林|+|1|+|c\n".encode("gb18030"))
    (chunk,) = skim_chunks(path, plan(), "amount")
    assert chunk.frame.columns == [LINE, "amount"]
