"""P50 at the API: ETag on reading, If-Match on changing; 428, 412 with the differences, never a lost update."""

import json
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client

from yinqiao.platform.parameters.models import ParameterValue


def make(client: Client) -> int:
    response = client.post(
        "/api/v1/things",
        '{"key": "a", "reason": "first"}',
        content_type="application/json",
        headers={"Idempotency-Key": "make-0001"},
    )
    assert response.status_code == 201, response.content
    return int(response.json()["id"])


def change(client: Client, thing: int, reason: str, match: str | None) -> object:
    headers = {} if match is None else {"If-Match": match}
    return client.patch(
        f"/api/v1/things/{thing}",
        json.dumps({"reason": reason}),
        content_type="application/json",
        headers=headers,
    )


def test_an_object_comes_with_its_version_and_a_change_makes_the_next(
    full: Client, db: None
) -> None:
    thing = make(full)
    assert full.get(f"/api/v1/things/{thing}").headers["ETag"] == '"1"'

    changed = change(full, thing, "second", '"1"')
    assert (changed.status_code, changed.headers["ETag"], changed.json()["reason"]) == (
        200,
        '"2"',
        "second",
    )


def test_without_a_version_nothing_is_changed(full: Client, db: None) -> None:
    refused = change(full, make(full), "second", None)

    assert (refused.status_code, refused.json()["code"]) == (428, "VERSION_NEEDED")
    assert ParameterValue.objects.get().reason == "first"


@pytest.mark.parametrize(
    "match", ["*", "1", 'W/"1"', '"1", "2"', '"one"', '""', '"-1"', '"99999999999999999999"', '"١"']
)
def test_an_unreadable_version_is_refused(full: Client, db: None, match: str) -> None:
    refused = change(full, make(full), "second", match.encode().decode("latin-1"))

    assert (refused.status_code, refused.json()["code"]) == (400, "VERSION_UNREADABLE")
    assert ParameterValue.objects.get().reason == "first"


def test_an_older_version_is_412_with_the_fields_that_differ(full: Client, db: None) -> None:
    thing = make(full)
    change(full, thing, "theirs", '"1"')
    refused = change(full, thing, "mine", '"1"')

    data = refused.json()
    assert (refused.status_code, data["status"], data["code"], data["version"]) == (
        412,
        412,
        "STALE_VERSION",
        2,
    )
    assert data["differences"] == [{"field": "reason", "theirs": "theirs", "mine": "mine"}]
    assert ParameterValue.objects.get().reason == "theirs"


def test_of_many_racing_changes_one_wins_and_none_is_lost(
    full: Client, as_caller: Callable[[str], Client], committed_db: None
) -> None:
    thing = make(full)
    start = threading.Barrier(8)
    statuses: list[int] = []

    def race(number: int) -> None:
        try:
            client = as_caller("full")
            start.wait()
            for turn in range(5):
                match = client.get(f"/api/v1/things/{thing}").headers["ETag"]
                statuses.append(change(client, thing, f"{number}.{turn}", match).status_code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=race, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    counts = Counter(statuses)
    assert set(counts) <= {200, 412}
    assert ParameterValue.objects.get().value == 1 + counts[200]
