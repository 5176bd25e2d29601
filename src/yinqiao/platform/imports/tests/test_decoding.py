"""Reading files: exact lines at any block size, any bytes without a crash, in bounded memory and time."""

import csv
import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from yinqiao.platform.imports.decoding import LINE, ReadPlan, read_chunks
from yinqiao.platform.imports.profile.shapes import (
    Column,
    Delimited,
    Fixed,
    Parquet,
    Quoted,
    Workbook,
)
from yinqiao.platform.imports.reasons import REASONS, FileRefused

NAMES = ("a", "b", "c")
COLUMNS = tuple(Column(name=name) for name in NAMES)
FIXED = tuple(Column(name=name, bytes=3) for name in NAMES)
FORMATS = {
    "delimited": Delimited(type="delimited", delimiter="|+|"),
    "pipe": Delimited(type="delimited", delimiter="|", header=True),
    "csv": Quoted(type="csv", header=False),
    "fixed": Fixed(type="fixed"),
    "xlsx": Workbook(type="xlsx"),
    "parquet": Parquet(type="parquet"),
}
ENCODINGS = ("utf-8", "gbk", "gb18030")


def plan(kind: str, encoding: str) -> ReadPlan:
    return ReadPlan(FORMATS[kind], encoding, FIXED if kind == "fixed" else COLUMNS)


def read(data: bytes, plan: ReadPlan, *, block_bytes: int = 4_000_000, suffix: str = ".dat"):
    """Return (rows by line, bad lines by line)."""
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        rows, bad, last = {}, {}, 0
        for chunk in read_chunks(Path(file.name), plan, block_bytes=block_bytes):
            lines = [*chunk.frame[LINE], *(line.line for line in chunk.bad)]
            assert min(lines, default=last + 1) > last, "line numbers went back"
            last = max(lines, default=last)
            rows |= {row[0]: row[1:] for row in chunk.frame.iter_rows()}
            bad |= {line.line: line for line in chunk.bad}
    assert not rows.keys() & bad.keys()
    return rows, bad


CELL = st.text(
    st.characters(
        codec="gb18030",
        exclude_categories=("Cc", "Cs", "Co", "Cn"),
        exclude_characters='|"\ufeff\ufffd\u2028',
    ),
    max_size=6,
)


@given(
    st.lists(st.tuples(CELL, CELL, CELL), max_size=30),
    st.integers(1, 60),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(deadline=None, max_examples=150)
def test_whatever_the_block_size_rows_and_lines_are_the_same(rows, block_bytes, end):
    data = "".join("|+|".join(row) + end for row in rows).encode("gb18030")
    found, bad = read(data, plan("delimited", "gb18030"), block_bytes=block_bytes)
    for number, row in enumerate(rows, start=1):
        if number in bad:
            # Genuine text may look garbled or like UTF-8; it is told, never changed.
            assert bad[number].code in {"ROW_OTHER_ENCODING", "ROW_GARBLED", "ROW_PRIVATE_USE"}
        else:
            assert tuple(value or "" for value in found[number]) == row


CSV_CELL = st.text(st.sampled_from('ab,"\n 中'), max_size=5)


@given(st.lists(st.tuples(CSV_CELL, CSV_CELL, CSV_CELL), max_size=20), st.integers(1, 40))
@settings(deadline=None, max_examples=200)
def test_csv_is_read_as_it_was_written(rows, block_bytes):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    found, bad = read(out.getvalue().encode(), plan("csv", "utf-8"), block_bytes=block_bytes)
    assert bad == {}
    # A blank line inside a quoted value keeps its place; an empty text and nothing are one.
    assert [tuple(value or "" for value in row) for row in found.values()] == rows


@given(
    st.binary(max_size=300),
    st.sampled_from(sorted(FORMATS)),
    st.sampled_from(ENCODINGS),
    st.integers(1, 80),
)
@settings(deadline=None, max_examples=600, suppress_health_check=[HealthCheck.too_slow])
@example(b"\r", "csv", "gb18030", 1)
@example(b'"\r\n"', "csv", "utf-8", 1)
@example(b"\x81\n\x30", "fixed", "gb18030", 2)
def test_no_bytes_at_all_break_the_reader(data, kind, encoding, block_bytes):
    try:
        rows, bad = read(data, plan(kind, encoding), block_bytes=block_bytes)
    except FileRefused as refusal:
        known = refusal.code in REASONS
        rows, bad = {}, {}
    else:
        known = True
    assert known
    assert all(line.message and line.code in REASONS for line in bad.values())
    assert all("\ufffd" not in (value or "") for row in rows.values() for value in row)


@pytest.mark.parametrize("kind", ["delimited", "csv", "fixed"])
@given(
    parts=st.lists(
        st.sampled_from(
            [
                b"a|+|b|+|c\n",
                b"x,y,z\n",
                b"abcdefghi\n",
                b'"',
                b"\r",
                b"\0",
                b"\xff",
                b"\xd6\xd0",
                b"\n",
                b"\x1a",
                b"|+|",
                b'"a\nb",c,d\n',
                b"\xef\xbb\xbf",
            ]
        ),
        max_size=40,
    ),
    block_bytes=st.integers(1, 50),
)
@settings(deadline=None, max_examples=300)
def test_every_row_is_told_once(kind, parts, block_bytes):
    data = b"".join(parts)
    try:
        rows, bad = read(data, plan(kind, "gb18030"), block_bytes=block_bytes)
    except FileRefused:
        return
    if kind != "csv":
        texts = data.replace(b"\r\n", b"\n").split(b"\n")
        texts[-1] = b"" if texts[-1] == b"\x1a" else texts[-1].removesuffix(b"\r")
        assert rows.keys() | bad.keys() == {
            number for number, text in enumerate(texts, start=1) if text
        }


def test_a_header_may_be_the_only_line():
    assert read(b"a|b|c\n", plan("pipe", "gb18030")) == ({}, {})


def test_a_stray_quote_costs_linear_time():
    data = b'x,"y,z\n' * 20_000
    started = time.perf_counter()
    rows, bad = read(data, plan("csv", "utf-8"))
    assert len(rows) * 2 + len(bad) >= 20_000 - 50
    assert time.perf_counter() - started < 5


MEASURE = """
import sys
from pathlib import Path
from yinqiao.platform.imports.tests.test_decoding import plan, read_chunks
# Not getrusage: its figure counts the parent's memory from before the exec, which would hide any growth below that.
peak = lambda: int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
before = peak()
rows = sum(chunk.frame.height for chunk in read_chunks(Path(sys.argv[1]), plan("delimited", "gb18030")))
print(rows, (peak() - before) // 1024)
"""


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "big.dat"
    block = "".join(
        f"{number:012d}|+|王小明{number}|+|{'摘要' * 20}\n" for number in range(10_000)
    ).encode("gb18030")
    with path.open("wb") as file:
        for _ in range(60):
            file.write(block)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, check=True
    )
    rows, megabytes = map(int, done.stdout.split())
    assert rows == 600_000
    assert megabytes < 150, f"{path.stat().st_size // 1_000_000} MB file took {megabytes} MB"
