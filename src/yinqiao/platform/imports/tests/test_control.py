"""Control files, names of files, loading order."""

import gzip
import hashlib
from datetime import date
from decimal import Decimal

import pytest

from yinqiao.platform.imports.arrivals import arrivals, control_path, in_order, name_pattern
from yinqiao.platform.imports.control import (
    Counted,
    file_facts,
    parse_control,
    read_control,
    verify,
)
from yinqiao.platform.imports.profile.shapes import Column, Control
from yinqiao.platform.imports.reasons import FileRefused
from yinqiao.platform.imports.tests import samples

DAY = date(2026, 11, 22)
AMOUNT = Column(name="amount", type="cents")
NOTHING = Counted(rows=2, sum=Decimal(300), unread=0)


def test_a_control_file_is_read(tmp_path):
    said = parse_control(
        f"DATE=20261122\r\n rows = 2 \n\nsum=1234-\nsha256={'A' * 64}\nsystem=CORE\n"
    )
    assert (said.rows, said.sum, said.on, said.digests) == (
        2,
        Decimal(-1234),
        DAY,
        {"sha256": "a" * 64},
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "控制文件缺少 rows"),
        ("rows", "控制文件第 1 行无法识别：应为「名称=值」"),
        ("rows=2\nx y", "控制文件第 2 行无法识别：应为「名称=值」"),
        ("rows=-1", "控制文件的 rows 不是行数"),
        ("rows=1\nsum=abc", "控制文件的 sum 不是数字"),
        ("rows=1\nsum=NaN", "控制文件的 sum 不是数字"),
        ("rows=1\ndate=2026-13-01", "控制文件的 date 不是日期 YYYYMMDD"),
        ("rows=1\nsha256=12", "控制文件的 sha256 不是有效的 64 位十六进制摘要"),
    ],
)
def test_a_control_file_that_cannot_be_read_says_why(text, reason):
    with pytest.raises(FileRefused) as refusal:
        parse_control(text)
    assert refusal.value.message == reason


def test_any_bytes_as_control_file_are_refused_not_crashed_on(tmp_path):
    path = tmp_path / "x.ok"
    path.write_bytes(bytes(range(256)) * 10)
    with pytest.raises(FileRefused):
        read_control(path)


def test_digests_of_a_packed_file_may_be_of_what_is_in_it(tmp_path):
    path = tmp_path / "F.dat.gz"
    path.write_bytes(gzip.compress(b"1\n2\n"))
    facts = file_facts(path, with_sm3=True)
    for digest in (
        hashlib.sha256(b"1\n2\n").hexdigest(),
        hashlib.sha256(path.read_bytes()).hexdigest(),
    ):
        verify(parse_control(f"rows=2\nsha256={digest}"), facts, NOTHING, on=DAY, summed=None)
    sm3 = hashlib.new("sm3", b"1\n2\n").hexdigest()
    verify(parse_control(f"rows=2\nsm3={sm3}"), facts, NOTHING, on=DAY, summed=None)
    with pytest.raises(FileRefused):
        verify(parse_control(f"rows=2\nsm3={'0' * 64}"), facts, NOTHING, on=DAY, summed=None)


def test_the_sum_decides_only_where_every_amount_was_read(tmp_path):
    path = tmp_path / "F.dat"
    path.write_bytes(b"x")
    said = parse_control("rows=2\nsum=999")
    with pytest.raises(FileRefused, match="999"):
        verify(said, file_facts(path), NOTHING, on=DAY, summed=AMOUNT)
    verify(said, file_facts(path), Counted(2, Decimal(300), unread=1), on=DAY, summed=AMOUNT)


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("CBS_ORG_20261122_01.dat", True),
        ("CBS_ORG_20261122_12.dat.gz", True),
        ("CBS_ORG_20261121_01.dat", False),
        ("CBS_ORG_20261122_1.dat", False),
        ("CBS_ORGS_20261122_01.dat", False),
        ("CBS_ORG_20261122_01.dat.ok", False),
        ("CBS_ORG_20261122_01xdat", False),
    ],
)
def test_names_of_files(name, fits):
    assert bool(name_pattern("CBS_ORG_{date}_{part}.dat", DAY).fullmatch(name)) is fits


def test_a_file_that_came_plain_and_packed_counts_once(tmp_path):
    with samples.registered():
        profile = samples.sample_profile(tmp_path)
    for name in (
        "SAMPLE_20261122_02.dat",
        "SAMPLE_20261122_01.dat",
        "SAMPLE_20261122_01.dat.gz",
        "SAMPLE_20261123_01.dat",
    ):
        (tmp_path / name).touch()
    (tmp_path / "SAMPLE_20261122_03.dat").mkdir()
    found = arrivals(tmp_path, profile, table=profile.tables[0], on=DAY)
    assert [arrival.path.name for arrival in found] == [
        "SAMPLE_20261122_01.dat",
        "SAMPLE_20261122_02.dat",
    ]


def test_the_control_file_stands_beside_the_data(tmp_path):
    rule = Control(suffix=".ok")
    assert control_path(tmp_path / "X.dat.gz", rule) == tmp_path / "X.ok"
    (tmp_path / "X.dat.ok").touch()
    assert control_path(tmp_path / "X.dat", rule) == tmp_path / "X.dat.ok"
    assert control_path(tmp_path / "X.dat", None) is None


def test_tables_are_loaded_after_those_they_need(tmp_path):
    with samples.registered():
        first = samples.sample_profile(tmp_path).tables[0]
    names = {"b": ["a", "c"], "a": [], "c": ["a"], "d": ["elsewhere"]}
    tables = [
        first.model_copy(update={"name": name, "after": after}) for name, after in names.items()
    ]
    assert [table.name for table in in_order(tables)] == ["a", "c", "b", "d"]
