"""Column-wise checks: types, codes, conditions, references, derived columns, repeated keys, sums."""

import time
from datetime import date, datetime
from decimal import Decimal
from unittest import mock
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinqiao.platform.imports.checking import duplicates
from yinqiao.platform.imports.checking.checker import Checker
from yinqiao.platform.imports.checking.deriving import filled, lookup_frame
from yinqiao.platform.imports.checking.duplicates import SeenKeys
from yinqiao.platform.imports.checking.plan import KnownKeys, check_plan
from yinqiao.platform.imports.checking.values import conversion, format_pattern
from yinqiao.platform.imports.checks import AgeLimits
from yinqiao.platform.imports.decoding import RawChunk
from yinqiao.platform.imports.numberindex import NumberIndex
from yinqiao.platform.imports.profile.shapes import Column, Lookup
from yinqiao.platform.imports.tests import samples

DAY = date(2026, 11, 22)
CODES = {"kind": {"1": "RETAIL", "2": "CORPORATE"}}


@pytest.fixture
def make(tmp_path):
    def make(
        columns: str, *, extra: str = "", top: str = "", lookups=None, **rows: list[str | None]
    ):
        with samples.registered():
            profile = samples.sample_profile(tmp_path, columns=columns, extra=extra, top=top)
            plan = check_plan(
                profile,
                profile.tables[0],
                target=samples.SampleTarget(),
                codes=CODES,
                references={"tests.org": KnownKeys("机构", NumberIndex(pl.Series(["001", "002"])))},
                lookups=lookups or {},
                on=DAY,
                ages=AgeLimits(student=60, retired=40, working=16, adult=18),
            )
        height = len(next(iter(rows.values())))
        frame = pl.DataFrame(
            {
                "_line": pl.Series(range(1, height + 1), dtype=pl.UInt32),
                **{name: pl.Series(texts, dtype=pl.String) for name, texts in rows.items()},
            }
        )
        return Checker(plan).check(RawChunk(frame))

    return make


def found(checked):
    return {row.line: [(one.column, one.code) for one in row.findings] for row in checked.rejected}


def values(kind: str, texts: list[str | None], **options: object) -> list[object]:
    column = Column.model_validate({"name": "x", "type": kind, **options})
    return (
        pl.DataFrame({"x": texts}, schema={"x": pl.String})
        .select(conversion(column, CODES["kind"]).value)
        .to_series()
        .to_list()
    )


@pytest.mark.parametrize(
    ("kind", "options", "texts", "expected"),
    [
        ("integer", {}, ["1", "-5", "+7", "1.0", "1e3", "9" * 18, "9" * 19], [1, -5, 7, None, None, int("9" * 18), None]),
        ("decimal", {}, ["1", "1.5", "1.50", "1.500", "1.505", "-0.5", ".5", "1,000"], [Decimal(1), Decimal("1.5"), Decimal("1.5"), Decimal("1.5"), None, Decimal("-0.5"), None, None]),
        ("decimal", {"thousands": True}, ["1,000", "1,000.5", "1,00", "10,000,000"], [Decimal(1000), Decimal("1000.5"), None, Decimal(10_000_000)]),
        ("decimal", {"scale": 6}, ["1.234567", "1.2345678"], [Decimal("1.234567"), None]),
        ("cents", {"sign": "trailing"}, ["100", "100-", "100+", "-100", "0", "1.0"], [Decimal("1.00"), Decimal("-1.00"), Decimal("1.00"), None, Decimal(0), None]),
        ("cents", {}, ["100", "-100", "100-"], [Decimal("1.00"), Decimal("-1.00"), None]),
        ("rate", {}, ["3.45", "3.450000", "3.4567891", "1000"], [Decimal("3.45"), Decimal("3.45"), None, None]),
        ("rate", {"unit": "fraction"}, ["0.0345", "1", "0.00000001"], [Decimal("3.45"), Decimal(100), Decimal("0.000001")]),
        ("boolean", {}, ["1", "0", "Y", "否", "2"], [True, False, True, False, None]),
        ("code", {"map": "kind"}, ["1", "2", "3", None], ["RETAIL", "CORPORATE", None, None]),
        ("date", {}, ["20240229", "20230229", "99991231", "18991231", "2024-02-29"], [date(2024, 2, 29), None, date(9999, 12, 31), None, None]),
        ("date", {"format": "%Y-%m-%d"}, ["2024-2-9", "2024-02-09", "24-02-09"], [date(2024, 2, 9), date(2024, 2, 9), None]),
        ("date", {"format": "%y%m%d"}, ["930101", "451231", "9301"], [date(1993, 1, 1), date(2045, 12, 31), None]),
        ("date", {"forever": "长期"}, ["长期", "20240101"], [date(9999, 12, 31), date(2024, 1, 1)]),
    ],
)  # fmt: skip
def test_texts_become_values_or_nothing(kind, options, texts, expected):
    assert values(kind, texts, **options) == expected


def test_times_are_those_of_the_bank():
    zone = ZoneInfo("Asia/Shanghai")
    found = values("datetime", ["20240229235959", "20240229", "20240230000000"])
    assert found == [datetime(2024, 2, 29, 23, 59, 59, tzinfo=zone), None, None]
    assert values("datetime", ["20240229"], format="%Y%m%d") == [datetime(2024, 2, 29, tzinfo=zone)]


@given(
    st.dates(date(1900, 1, 1)),
    st.sampled_from(["%Y%m%d", "%Y-%m-%d", "%d/%m/%Y", "%Y年%m月%d日", "%Y%j"]),
)
@settings(deadline=None)
def test_every_day_survives_its_format(day, format_):
    assert values("date", [day.strftime(format_)], format=format_) == [day]
    assert format_pattern(format_).startswith("^")


@given(st.integers(-(10**16), 10**16))
@settings(deadline=None)
def test_every_amount_in_cents_is_exact(cents):
    text = f"{abs(cents)}-" if cents < 0 else str(cents)
    assert values("cents", [text], sign="trailing") == [Decimal(cents) / 100]


def test_all_findings_of_a_row_are_told(make):
    checked = make(
        samples.COLUMNS,
        number=["1"],
        name=[None],
        born_on=["x"],
        amount=["y"],
        kind=["9"],
        phone=["1"],
        org_code=[None],
        is_open=["?"],
    )
    assert found(checked) == {
        1: [
            ("name", "REQUIRED"),
            ("born_on", "NOT_DATE"),
            ("amount", "NOT_CENTS"),
            ("kind", "UNMAPPED_CODE"),
            ("phone", "PHONE_LENGTH"),
            ("is_open", "NOT_BOOLEAN"),
        ]
    }
    assert checked.rejected[0].unmapped == (("kind", "9"),)


def test_a_check_holds_only_where_its_condition_does(make):
    columns = "\n      - {name: number}\n      - {name: kind, type: code, map: kind}\n      - {name: phone}\n"
    extra = "    checks: [{rule: mobile, columns: [phone], when: {kind: [RETAIL]}, level: error}]"
    checked = make(
        columns, extra=extra, number=["1", "2", "3"], kind=["1", "2", "1"], phone=["12", "12", None]
    )
    assert found(checked) == {1: [("phone", "PHONE_LENGTH")]}


def test_a_warning_lets_the_row_in(make):
    columns = "\n      - {name: number}\n      - {name: phone}\n"
    checked = make(
        columns,
        extra="    checks: [{rule: mobile, columns: [phone], level: warning}]",
        number=["1", "2"],
        phone=["12", None],
    )
    assert checked.good["number"].to_list() == ["1", "2"]
    assert [(row.line, row.findings[0].code) for row in checked.warnings] == [(1, "PHONE_LENGTH")]


def test_references_must_exist(make):
    columns = "\n      - {name: number}\n      - {name: org_code}\n"
    checked = make(
        columns,
        extra="    references: [{column: org_code, to: tests.org}]",
        number=["1", "2", "3"],
        org_code=["001", "009", None],
    )
    assert found(checked) == {2: [("org_code", "REFERENCE_MISSING")]}
    assert checked.rejected[0].findings[0].message == "引用的机构不存在"


def test_a_rejected_row_does_not_hold_its_key(make):
    columns = "\n      - {name: number}\n      - {name: amount, type: cents}\n"
    checked = make(columns, number=["1", "1", "1"], amount=["x", "2", "3"])
    assert found(checked) == {1: [("amount", "NOT_CENTS")], 3: [("number", "DUPLICATE_KEY")]}
    assert checked.rejected[1].findings[0].message == "主键与第 2 行重复"


def test_a_distinct_table_folds_repeated_keys(make):
    columns = "\n      - {name: number}\n"
    checked = make(columns, extra="    distinct: true", number=["1", "1", "2"])
    assert (checked.good["number"].to_list(), checked.folded, checked.rejected) == (
        ["1", "2"],
        [2],
        [],
    )


def test_derived_columns_see_the_texts_of_the_file(make):
    columns = """
      - {name: number, template: "B{value:06d}"}
      - {name: org, to: null}
    derive:
      - {name: name, from: number, template: "第{value}号"}
      - {name: org_code, from: org, lookup: orgs}
"""
    checked = make(
        columns,
        top="lookups: {orgs: {table: sample, key: number, value: org}}",
        lookups={"orgs": pl.DataFrame({"key": ["a"], "value": ["001"]})},
        number=["7", "0008", "x9", "10"],
        org=["a", "a", "a", "z"],
    )
    assert checked.good.select("number", "name", "org_code").rows() == [
        ("B000007", "第7号", "001"),
        ("B000008", "第0008号", "001"),
    ]
    assert {row.line: row.findings[0].message for row in checked.rejected} == {
        3: "由「number」推算不出该值",
        4: "在「orgs」中找不到对应记录",
    }


def test_constants_take_the_type_of_the_target(make):
    columns = "\n      - {name: number}\n    constants: {is_open: true, born_on: '2020-01-31', amount: 5, kind: X}\n"
    row = make(columns, number=["1"]).good.row(0, named=True)
    assert (row["is_open"], row["born_on"], row["amount"], row["kind"]) == (
        True,
        date(2020, 1, 31),
        Decimal(5),
        "X",
    )


def test_full_width_characters_are_narrowed_where_they_are_no_text(make):
    checked = make(
        samples.COLUMNS,
        number=["1"],
        name=["ＡＢ（中）"],
        born_on=["２０２００１３１"],
        amount=["１００－"],
        kind=["１"],
        phone=["１３８００００１２３４"],
        org_code=["００１"],
        is_open=["１"],
    )
    row = checked.good.row(0, named=True)
    assert (row["name"], row["born_on"], row["amount"], row["kind"], row["phone"]) == (
        "ＡＢ（中）",
        date(2020, 1, 31),
        Decimal("-1.00"),
        "RETAIL",
        "13800001234",
    )


@pytest.mark.parametrize(
    ("template", "texts", "expected"),
    [
        ("B{value:06d}", ["1", "x", None, "1234567"], ["B000001", None, None, "B1234567"]),
        ("{value}!", ["a", ""], ["a!", "!"]),
        ("{value:03d}-{value}", ["5"], ["005-5"]),
    ],
)
def test_templates(template, texts, expected):
    assert (
        pl.DataFrame({"x": texts}, schema={"x": pl.String})
        .select(filled(template, pl.col("x")))
        .to_series()
        .to_list()
        == expected
    )


def test_a_lookup_of_a_repeated_key_finds_nothing_unless_told_which():
    rows = pl.DataFrame({"k": ["1", "1", "2"], "v": ["a", "b", " c "], "t": ["X", "Y", "X"]})
    common = {"table": "t", "key": "k", "value": "v"}
    assert lookup_frame(rows, Lookup(**common)).rows() == [("2", "c")]
    assert lookup_frame(rows, Lookup(**common, pick="first")).rows() == [("1", "a"), ("2", "c")]
    assert lookup_frame(rows, Lookup(**common, where={"t": "X"})).rows() == [("1", "a"), ("2", "c")]


@given(
    st.lists(st.lists(st.integers(0, 50), max_size=30), max_size=12),
    st.sampled_from([0, 20, 10**9]),
    st.sampled_from([2**58 + 12345, 12345]),
)
@settings(deadline=None)
def test_keys_of_earlier_chunks_are_remembered(chunks, sieved_from, factor):
    # The second factor puts all of them into one place of the sieve.
    seen, known = SeenKeys(), set()
    with mock.patch.object(duplicates, "_SIEVED_FROM", sieved_from):
        for chunk in chunks:
            digests = np.array(sorted(set(chunk)), dtype=np.uint64) * np.uint64(factor)
            assert seen.repeated(digests).tolist() == [int(value) in known for value in digests]
            seen.add(digests[~seen.repeated(digests)])
            known |= {int(value) for value in digests}


def test_simple_rows_are_checked_at_speed(make, tmp_path):
    columns = "\n      - {name: number}\n      - {name: name}\n      - {name: born_on, type: date}\n      - {name: amount, type: cents, sign: trailing}\n      - {name: kind, type: code, map: kind}\n"
    height = 50_000
    frame = {
        "number": [str(n) for n in range(height)],
        "name": ["王小明"] * height,
        "born_on": ["19800101"] * height,
        "amount": ["12345-"] * height,
        "kind": ["1"] * height,
    }
    started = time.perf_counter()
    checked = make(columns, **frame)
    assert checked.good.height == height
    # A shared and noisy machine: the real figure is in the benchmark.
    assert time.perf_counter() - started < 2
