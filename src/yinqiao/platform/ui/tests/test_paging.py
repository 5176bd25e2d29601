import itertools
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.platform.ui import cursor as cursors
from yinqiao.platform.ui.cursor import Cursor, CursorRefused
from yinqiao.platform.ui.models import UserPreference
from yinqiao.platform.ui.paging import (
    ListPageOf,
    Order,
    QuerySetSource,
    SequenceSource,
    read_page,
)

Row = tuple[int, int]


def source_of(rows: list[Row]) -> SequenceSource[Row]:
    return SequenceSource(rows, key=lambda row: row[0], value=lambda row, field: row[1])


def walk(rows: list[Row], order: Order, size: int) -> list[ListPageOf[Row]]:
    pages = [read_page(source_of(rows), order=order, filters={}, size=size)]
    while pages[-1].next_cursor:
        text = pages[-1].next_cursor
        pages.append(
            read_page(source_of(rows), order=order, filters={}, cursor_text=text, size=size)
        )
    return pages


@pytest.mark.parametrize(
    "value",
    ["林", 3, True, Decimal("1286.40"), date(2026, 11, 24), datetime(2026, 11, 24, 9, tzinfo=UTC)],
)
def test_a_cursor_comes_back_as_it_was_written(value: cursors.Value):
    place = Cursor(value, 42, seen=50, is_backwards=True)
    found = cursors.read(cursors.write(place, scope="s"), scope="s")
    assert found == place
    assert type(found.value) is type(value)


def test_an_altered_cursor_is_refused():
    text = cursors.write(Cursor("a", 1), scope="s")
    with pytest.raises(CursorRefused):
        cursors.read(text[:-1] + ("A" if text[-1] != "A" else "B"), scope="s")


def test_a_cursor_signed_for_something_else_is_refused():
    foreign = signing.dumps([0, 0, "s", "a", 1, "s"], salt="another")
    with pytest.raises(CursorRefused):
        cursors.read(foreign, scope="s")


def test_a_cursor_holds_only_for_its_filter_and_order():
    text = cursors.write(Cursor("a", 1), scope=cursors.filter_hash({"tier": "MASS"}, "-aum"))
    for filters, order in (({"tier": "WEALTH"}, "-aum"), ({"tier": "MASS"}, "aum"), ({}, "-aum")):
        with pytest.raises(CursorRefused):
            cursors.read(text, scope=cursors.filter_hash(filters, order))


def test_the_filter_hash_does_not_depend_on_the_order_of_keys():
    assert cursors.filter_hash({"a": 1, "b": 2}, "x") == cursors.filter_hash({"b": 2, "a": 1}, "x")


@given(
    values=st.lists(st.integers(0, 5), max_size=30),
    is_descending=st.booleans(),
    size=st.integers(1, 7),
)
def test_walking_forward_gives_every_row_once_and_back_the_same_pages(
    values: list[int], is_descending: bool, size: int
):
    rows = list(enumerate(values, 1))
    order = Order("value", is_descending)
    pages = walk(rows, order, size)
    expected = sorted(rows, key=lambda row: (row[1], row[0]), reverse=is_descending)
    assert [row for page in pages for row in page.rows] == expected
    assert [page.first for page in pages] == [1 + i * size for i in range(len(pages))]
    for before, page in itertools.pairwise(pages):
        back = read_page(
            source_of(rows), order=order, filters={}, cursor_text=page.previous_cursor, size=size
        )
        assert list(back.rows) == list(before.rows)
        assert back.first == before.first
    assert pages[0].previous_cursor == ""


def test_the_total_is_exact_to_ten_thousand():
    exact = read_page(source_of([(i, i) for i in range(10_000)]), order=Order("v"), filters={})
    more = read_page(source_of([(i, i) for i in range(10_001)]), order=Order("v"), filters={})
    assert (exact.total, exact.is_total_exact) == (10_000, True)
    assert (more.total, more.is_total_exact) == (10_000, False)


@pytest.mark.django_db
def test_a_queryset_is_read_by_key_without_offset(django_assert_num_queries):
    UserPreference.objects.bulk_create(UserPreference(user_id=i * 10) for i in range(1, 8))
    source = QuerySetSource(UserPreference.objects.all())
    first = read_page(source, order=Order("user_id", is_descending=True), filters={}, size=3)
    with django_assert_num_queries(2) as queries:
        second = read_page(
            source,
            order=Order("user_id", is_descending=True),
            filters={},
            cursor_text=first.next_cursor,
            size=3,
        )
    assert [row.user_id for row in first.rows] == [70, 60, 50]
    assert [row.user_id for row in second.rows] == [40, 30, 20]
    assert (second.first, second.last, second.total) == (4, 6, 7)
    assert "OFFSET" not in queries.captured_queries[0]["sql"]


@pytest.mark.django_db
def test_a_sort_column_that_may_be_null_is_a_programming_error():
    UserPreference.objects.create(user_id=1, data={})
    with pytest.raises(TypeError, match="never null"):
        read_page(QuerySetSource(UserPreference.objects.all()), order=Order("data"), filters={})
