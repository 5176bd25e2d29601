"""Pages by key: complete, without repeats, whatever is added or removed meanwhile; cursors of others are refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from yinqiao.platform.parameters.models import ParameterValue

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def add(*keys: str) -> None:
    ParameterValue.objects.bulk_create(
        [
            ParameterValue(
                key=key,
                value=1,
                effective_from=date(2026, 11, 24),
                reason="",
                set_by_name="x",
                set_at=NOW,
            )
            for key in keys
        ],
    )


@pytest.fixture
def hundred(db: None) -> None:
    add(*[f"k{number:03d}" for number in range(100)])


def walk(
    client: Client, query: str = "", *, between: Callable[[int], None] = lambda page: None
) -> list[str]:
    keys: list[str] = []
    cursor = ""
    for page in range(100):
        data = client.get(f"/api/v1/things?limit=7&cursor={cursor}{query}").json()
        keys += [item["key"] for item in data["items"]]
        if data["next"] is None:
            return keys
        cursor = data["next"]
        between(page)
    raise AssertionError("no end")


def test_all_rows_once_and_in_order(full: Client, hundred: None) -> None:
    assert walk(full) == [f"k{number:03d}" for number in range(100)]


def test_equal_sort_values_are_parted_by_id(full: Client, hundred: None) -> None:
    for number, row in enumerate(ParameterValue.objects.all()):
        ParameterValue.objects.filter(pk=row.pk).update(
            key="same", set_at=NOW + timedelta(days=number)
        )
    assert len(walk(full)) == 100


def test_rows_added_and_removed_between_pages_shift_nothing(full: Client, hundred: None) -> None:
    def disturb(page: int) -> None:
        add(f"a-before-{page}")
        ParameterValue.objects.filter(key=f"k{page * 3:03d}").delete()

    keys = walk(full, between=disturb)
    assert len(keys) == len(set(keys))
    assert {f"k{number:03d}" for number in range(50, 100)} <= set(keys)


def test_an_empty_list_is_one_empty_page(full: Client, db: None) -> None:
    assert full.get("/api/v1/things").json() == {"items": [], "next": None}


def test_a_page_that_is_just_full_has_no_next(full: Client, db: None) -> None:
    add("a", "b")
    assert full.get("/api/v1/things?limit=2").json()["next"] is None


def test_a_cursor_holds_for_its_filter_and_its_caller(
    full: Client, as_caller: Callable[[str], Client], hundred: None
) -> None:
    cursor = full.get("/api/v1/things?limit=7").json()["next"]

    for client, query in ((full, "&key=k"), (as_caller("other"), "")):
        refused = client.get(f"/api/v1/things?limit=7&cursor={cursor}{query}")
        assert (refused.status_code, refused.json()["code"]) == (400, "BAD_CURSOR")
    assert full.get(f"/api/v1/things?limit=50&cursor={cursor}").status_code == 200


@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0:1:abc", "0", "'", "x" * 2_000])
def test_a_forged_cursor_is_refused(full: Client, hundred: None, cursor: str) -> None:
    refused = full.get(f"/api/v1/things?cursor={cursor}")
    assert (refused.status_code, refused.json()["code"]) == (400, "BAD_CURSOR")


@pytest.mark.parametrize("limit", ["0", "201", "-1", "many"])
def test_a_page_has_its_limits(full: Client, db: None, limit: str) -> None:
    assert full.get(f"/api/v1/things?limit={limit}").status_code == 422
