"""Which pairs are worth weighing: of very many, none that one common key alone has found."""

import duckdb
import pytest

from yinqiao.analytics.linkage import candidates

COLUMNS = [
    "id",
    "passport",
    "uscc",
    "phone",
    "email",
    "mailbox",
    "domain",
    "birth",
    "key",
    "alike",
    "first",
    "second",
    "city",
    "province",
    "district",
    "postcode",
    "place",
    "address",
    "core",
    "core_place",
    "core_alike",
    "core_sound",
]
# Alike in family name and city alone; also in the days of their births; by telephone alone.
PEOPLE = (
    {"record_id": 1, "first": "chen", "second": "lin", "city": "福州", "birth": "19800314", "phone": "1"},
    {"record_id": 2, "first": "chen", "second": "wu", "city": "福州", "birth": "19911120", "phone": "2"},
    {"record_id": 3, "first": "chen", "second": "hao", "city": "泉州", "birth": "19800314", "phone": "3"},
    {"record_id": 4, "first": "gu", "second": "feng", "city": "厦门", "birth": "19700101", "phone": "2"},
)  # fmt: skip


@pytest.fixture
def connection():
    with duckdb.connect() as found:
        texts = ", ".join(f"{name} varchar" for name in COLUMNS)
        found.execute(f"create table records (record_id bigint, {texts})")
        found.execute("create table raw_pairs (l bigint, r bigint, is_telling boolean)")
        for person in PEOPLE:
            names = ", ".join(person)
            marks = ", ".join("?" * len(person))
            found.execute(f"insert into records ({names}) values ({marks})", list(person.values()))
        yield found


def pairs(connection):
    limit = candidates.limits(len(PEOPLE), largest_block=100, pairs_a_record=100)
    candidates.collect(connection, limit)
    return set(connection.execute("select l, r from raw_pairs").fetchall())


def test_a_small_file_is_weighed_generously(connection):
    assert pairs(connection) == {(1, 2), (1, 3), (2, 4)}


def test_of_very_many_two_common_keys_or_a_telling_one_are_weighed(connection, monkeypatch):
    monkeypatch.setattr(candidates, "_MANY", 0)
    assert pairs(connection) == {(1, 3), (2, 4)}
