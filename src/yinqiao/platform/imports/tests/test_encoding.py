"""What is written by COPY is what was given, in binary and as text, for every type of a column."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest
from django.db import DataError, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.platform.imports.engine.locks import LOADER
from yinqiao.platform.imports.tables import copying, encoding

COLUMNS = (
    "id bigint, short smallint, whole integer, is_so boolean, amount numeric(20,2), share numeric(9,6), ratio double precision, on_day date,"
    " at timestamptz, words varchar(40), remark text, token bytea, told jsonb"
)
SCHEMA = {
    "id": pl.Int64,
    "short": pl.Int8,
    "whole": pl.Int64,
    "is_so": pl.Boolean,
    "amount": pl.Decimal(20, 2),
    "share": pl.Float64,
    "ratio": pl.Float64,
    "on_day": pl.Date,
    "at": pl.Datetime("us", "Asia/Shanghai"),
    "words": pl.String,
    "remark": pl.String,
    "token": pl.Binary,
    "told": pl.String,
}
# PostgreSQL keeps no zero byte; everything else of a text is kept as it is.
# Before, Shanghai kept a time of its own to the second, which text cuts to minutes.
SINCE = datetime(1902, 1, 1)  # noqa: DTZ001
TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
CENTS = st.integers(-(10**20) + 1, 10**20 - 1).map(lambda cents: Decimal(cents).scaleb(-2))
ROW = st.fixed_dictionaries(
    {
        "short": st.none() | st.integers(-128, 127),
        "whole": st.none() | st.integers(-(2**31), 2**31 - 1),
        "is_so": st.none() | st.booleans(),
        "amount": st.none() | CENTS,
        "share": st.none() | st.integers(-999_999_999, 999_999_999).map(lambda part: part / 10**6),
        "ratio": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "on_day": st.none() | st.dates(),
        "at": st.none() | st.datetimes(min_value=SINCE, timezones=st.just(UTC)),
        "words": st.none() | TEXT,
        "remark": st.none() | TEXT,
        "token": st.none() | st.binary(max_size=60),
        "told": st.none() | st.dictionaries(TEXT, TEXT | st.integers(), max_size=3).map(json.dumps),
    }
)


@pytest.fixture
def table(db):
    with connections[LOADER].cursor() as cursor:
        cursor.execute(f"create temp table every_type ({COLUMNS}) on commit drop")


def _frame(rows):
    return pl.DataFrame(
        [{"id": number, **row} for number, row in enumerate(rows)], schema=SCHEMA, orient="row"
    )


def _held():
    with connections[LOADER].cursor() as cursor:
        cursor.execute("select * from every_type order by id")
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _expected(number, row):
    share = row["share"]
    return {
        "id": number,
        **row,
        "share": None if share is None else Decimal(repr(share)).quantize(Decimal("0.000001")),
        "told": None if row["told"] is None else json.loads(row["told"]),
    }


def _read(row):
    token, told = row["token"], row["told"]
    return {
        **row,
        "token": None if token is None else bytes(token),
        "told": json.loads(told) if isinstance(told, str) else told,
    }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=30), size=st.integers(1, 30))
def test_every_value_comes_back_in_binary(table, rows, size):
    with transaction.atomic(using=LOADER):
        rows = [{**row, "told": _jsonb(row["told"])} for row in rows]
        written = copying.copy_frames(
            connections[LOADER], "every_type", _frame(rows).iter_slices(size)
        )
        assert written == len(rows)
        assert [_read(row) for row in _held()] == [
            _expected(number, row) for number, row in enumerate(rows)
        ]
        transaction.set_rollback(True, using=LOADER)


def _jsonb(text):
    # jsonb keeps no zero character and no lone surrogate either: json.dumps escapes them.
    return None if text is None else text.replace("\\u0000", "")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=10))
def test_text_is_the_same_as_binary(table, rows):
    frame = _frame(rows).drop("told", "short")
    with transaction.atomic(using=LOADER), connections[LOADER].cursor() as cursor:
        copying.copy_frame(connections[LOADER], "every_type", frame)
        columns = ", ".join(frame.columns)
        with cursor.copy(f"copy every_type ({columns}) from stdin (format csv)") as copy:
            for block in encoding.as_text([frame]):
                copy.write(block)
        cursor.execute("select count(*), count(distinct t.*::text) from every_type t")
        assert cursor.fetchone() == (2 * len(rows), len(rows))
        transaction.set_rollback(True, using=LOADER)


def test_arrays_go_as_text(db):
    with connections[LOADER].cursor() as cursor:
        cursor.execute("create temp table grams (id bigint, token bytea, grams varchar(2)[])")
    frame = pl.DataFrame({"id": [1], "token": [b"\x00\xff"], "grams": ['{"王芳","\\""}']})
    assert copying.copy_frame(connections[LOADER], "grams", frame) == 1
    with connections[LOADER].cursor() as cursor:
        cursor.execute("select token, grams from grams")
        token, grams = cursor.fetchone()
    assert (bytes(token), grams) == (b"\x00\xff", ["王芳", '"'])


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("whole", 2**31),
        ("short", 40_000),
        ("amount", Decimal("1e18")),
        ("words", "字" * 41),
        ("remark", "a\x00b"),
    ],
)
def test_a_value_that_does_not_fit_is_a_data_error_without_the_value(table, column, value):
    frame = pl.DataFrame({"id": [1, 2], column: [None, value]})
    with pytest.raises(DataError) as refused, transaction.atomic(using=LOADER):
        copying.copy_frame(connections[LOADER], "every_type", frame)
    assert "40000" not in str(refused.value)
    assert not _held()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("on_day", "2026-11-30"),
        ("at", datetime(2026, 11, 30, 8)),  # noqa: DTZ001
        ("whole", 1.5),
        ("is_so", 1),
        ("token", "\\x00"),
        ("amount", "1.00"),
        ("at", date(2026, 11, 30)),
    ],
)
def test_no_type_is_guessed_at(table, column, value):
    with pytest.raises(encoding.UnfitColumn), transaction.atomic(using=LOADER):
        copying.copy_frame(connections[LOADER], "every_type", pl.DataFrame({column: [value]}))


def test_nothing_and_columns_of_nulls_alone(table):
    assert copying.copy_frames(connections[LOADER], "every_type", []) == 0
    nulls = {name: [None] for name in SCHEMA if name != "id"}
    assert (
        copying.copy_frame(connections[LOADER], "every_type", pl.DataFrame({"id": [7], **nulls}))
        == 1
    )
    assert _held() == [dict.fromkeys(SCHEMA) | {"id": 7}]
