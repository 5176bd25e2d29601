"""P34: same key, same answer, one effect; another request 422; in flight 409; kept seven days; nothing half done."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client

from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.rest import idempotency, jobs
from yinqiao.platform.rest.models import IdempotencyRecord

KEY = "0b1c-key-0001"


def post(
    client: Client, body: object, *, key: str = KEY, address: str = "/api/v1/things"
) -> object:
    return client.post(
        address, json.dumps(body), content_type="application/json", headers={"Idempotency-Key": key}
    )


def test_the_same_key_gives_the_same_answer_and_one_effect(full: Client, db: None) -> None:
    first = post(full, {"key": "a", "reason": "林婉清"})
    again = post(full, {"key": "a", "reason": "林婉清"})

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"] == '"1"'
    assert again.headers["Location"] == first.headers["Location"]
    assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (
        None,
        "true",
    )
    assert ParameterValue.objects.count() == 1
    assert AuditEntry.objects.filter(verb="sample.thing-made").count() == 1


@pytest.mark.parametrize(
    ("body", "address"), [({"key": "b"}, "/api/v1/things"), ({"key": "a"}, "/api/v1/things?x=1")]
)
def test_the_key_of_another_request_is_422(
    full: Client, db: None, body: object, address: str
) -> None:
    post(full, {"key": "a"})
    refused = post(full, body, address=address)

    assert (refused.status_code, refused.json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert ParameterValue.objects.count() == 1


def test_a_key_belongs_to_its_account(
    full: Client, as_caller: Callable[[str], Client], db: None
) -> None:
    post(full, {"key": "a"})
    other = post(as_caller("other"), {"key": "b"})

    assert other.status_code == 201
    assert other.json()["key"] == "b"


@pytest.mark.parametrize("key", ["", "short", "x" * 101, "with space", "日本語のキーです"])
def test_a_post_needs_a_well_formed_key(full: Client, db: None, key: str) -> None:
    refused = full.post(
        "/api/v1/things",
        '{"key": "a"}',
        content_type="application/json",
        headers={"Idempotency-Key": key.encode().decode("latin-1")} if key else {},
    )

    assert (refused.status_code, refused.json()["code"]) == (400, "IDEMPOTENCY_KEY_NEEDED")
    assert ParameterValue.objects.count() == 0


def test_a_change_may_be_repeated_with_a_key_though_its_version_is_gone(
    full: Client, db: None
) -> None:
    thing = post(full, {"key": "a"}).json()["id"]

    def change() -> object:
        headers = {"Idempotency-Key": "change-0001", "If-Match": '"1"'}
        return full.patch(
            f"/api/v1/things/{thing}",
            '{"reason": "new"}',
            content_type="application/json",
            headers=headers,
        )

    assert [change().headers["ETag"], change().headers["ETag"]] == ['"2"', '"2"']
    assert ParameterValue.objects.get().value == 2


def test_an_error_has_no_effect_and_leaves_the_key_free(full: Client, db: None) -> None:
    failed = post(full, {"key": "a", "fails": True})
    assert failed.status_code == 404
    assert ParameterValue.objects.count() == 0
    assert not AuditEntry.objects.filter(verb="sample.thing-made").exists()

    assert post(full, {"key": "a"}).status_code == 201


def test_the_kept_answer_is_sealed(full: Client, db: None) -> None:
    post(full, {"key": "canary-key", "reason": "canary-reason"})
    with connection.cursor() as cursor:
        cursor.execute(
            "select t::text, encode(answer_token, 'escape') from rest_idempotency_record t"
        )
        text = repr(cursor.fetchall())
    assert "canary" not in text


def test_keys_are_forgotten_after_seven_days(full: Client, db: None) -> None:
    post(full, {"key": "a"}, key="kept-0001")
    post(full, {"key": "b"}, key="gone-0001")
    now = clock.now()
    IdempotencyRecord.objects.filter(key="kept-0001").update(
        created_at=now - timedelta(days=6, hours=23)
    )
    IdempotencyRecord.objects.filter(key="gone-0001").update(
        created_at=now - timedelta(days=7, minutes=1)
    )
    jobs.forget_answers()

    assert list(IdempotencyRecord.objects.values_list("key", flat=True)) == ["kept-0001"]
    assert "Idempotency-Replayed" in post(full, {"key": "a"}, key="kept-0001").headers
    assert "Idempotency-Replayed" not in post(full, {"key": "b"}, key="gone-0001").headers


def test_fifty_at_once_have_one_effect(
    as_caller: Callable[[str], Client], committed_db: None
) -> None:
    start = threading.Barrier(50)
    answers: list[object] = []

    def send() -> None:
        try:
            client = as_caller("full")
            start.wait()
            answers.append(post(client, {"key": "a", "wait": 0.3}))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ParameterValue.objects.count() == 1
    assert AuditEntry.objects.filter(verb="sample.thing-made").count() == 1
    counts = Counter(answer.status_code for answer in answers)
    assert set(counts) <= {201, 409}
    assert counts[201] >= 1
    assert len({answer.content for answer in answers if answer.status_code == 201}) == 1
    assert (
        sum(
            "Idempotency-Replayed" not in answer.headers
            for answer in answers
            if answer.status_code == 201
        )
        == 1
    )
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {
        "IDEMPOTENCY_IN_FLIGHT"
    }
    assert (
        post(as_caller("full"), {"key": "a", "wait": 0.3}).headers["Idempotency-Replayed"] == "true"
    )


def test_while_the_first_runs_the_second_is_told_so_at_once(
    as_caller: Callable[[str], Client], committed_db: None
) -> None:
    def slow() -> None:
        try:
            post(as_caller("full"), {"key": "a", "wait": 1.0})
        finally:
            connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    deadline = time.monotonic() + 10
    while not _is_locked() and time.monotonic() < deadline:
        time.sleep(0.01)
    began = time.monotonic()
    refused = post(as_caller("full"), {"key": "a", "wait": 1.0})
    took = time.monotonic() - began
    thread.join()

    assert (refused.status_code, refused.json()["code"], refused.headers["Retry-After"]) == (
        409,
        "IDEMPOTENCY_IN_FLIGHT",
        "1",
    )
    assert took < 0.9


def _is_locked() -> bool:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(("point", "was_done"), [("effect", 0), ("kept", 0), ("committed", 1)])
def test_a_process_killed_on_the_way_leaves_both_effect_and_answer_or_neither(
    full: Client, committed_db: None, point: str, was_done: int
) -> None:
    """P34: a real process, a real SIGKILL; the retry is done once or reads the answer of what was done."""
    died = subprocess.run(
        [sys.executable, "-m", "yinqiao.platform.rest.tests.dying", point, KEY],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (died.returncode, died.stderr) == (-signal.SIGKILL, "")
    assert (ParameterValue.objects.count(), IdempotencyRecord.objects.count()) == (
        was_done,
        was_done,
    )

    retried = post(full, {"key": "a"})
    assert retried.status_code == 201
    assert retried.headers.get("Idempotency-Replayed") == ("true" if was_done else None)
    assert ParameterValue.objects.count() == 1
    assert AuditEntry.objects.filter(verb="sample.thing-made").count() == 1


def test_killed_before_the_commit_nothing_was_done_and_the_retry_does_it(
    full: Client, committed_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_args: object) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "select pg_terminate_backend(%s)", (connection.connection.info.backend_pid,)
            )
        connection.ensure_connection()

    monkeypatch.setattr(idempotency, "_keep", dies)
    lost = post(full, {"key": "a"})
    monkeypatch.undo()
    connections.close_all()

    assert lost.status_code in {201, 500, 503}
    assert ParameterValue.objects.count() == 0
    assert IdempotencyRecord.objects.count() == 0
    assert post(full, {"key": "a"}).status_code == 201
    assert ParameterValue.objects.count() == 1
