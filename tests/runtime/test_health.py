"""`/healthz` and `/readyz`."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client

from tests.harness.databases import TestDatabase
from yinqiao.config.settings import ALIASES
from yinqiao.platform import clock, registry
from yinqiao.platform.jobs import heartbeat


def test_alive_is_said_without_a_database(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "10.0.0.7:8000"})

    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_ready_with_database_migrations_worker_and_what_rooms_say(
    committed_db: TestDatabase, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "readiness", _readiness(is_ok=True))
    heartbeat.beat(worker_ids=[], started_at=clock.now(), now=clock.now())

    answer = client.get("/readyz")

    assert answer.status_code == 200
    body = answer.json()
    assert body["status"] == "ready"
    assert list(body["checks"]) == ["database", "migrations", "worker", "data"]
    assert body["checks"]["data"] == {"ok": True, "detail": "2026-11-21"}


def test_an_alarm_is_told_and_the_system_goes_on_serving(
    committed_db: TestDatabase, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "readiness", _readiness(is_ok=True))
    alarms: registry.Registry[object] = registry.Registry("alarms")
    alarms.add("audit", lambda: "审计锚点不可读")
    alarms.add("quiet", lambda: "")
    monkeypatch.setattr(registry, "alarms", alarms)
    heartbeat.beat(worker_ids=[], started_at=clock.now(), now=clock.now())

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["alarms"] == {"audit": "审计锚点不可读"}


def test_a_worker_not_seen_for_long_is_not_ready(
    committed_db: TestDatabase, client: Client
) -> None:
    heartbeat.beat(worker_ids=[], started_at=clock.now(), now=clock.now() - timedelta(seconds=30))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["worker"]["ok"] is False


def test_a_missing_migration_is_not_ready(committed_db: TestDatabase, client: Client) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")

    checks = client.get("/readyz").json()["checks"]

    assert checks["migrations"] == {"ok": False, "detail": "1 to apply"}


def test_without_a_database_only_that_is_told(committed_db: TestDatabase, client: Client) -> None:
    place = connections.settings["default"]
    port = place["PORT"]
    connections.close_all()
    place["PORT"] = "1"
    try:
        answer = client.get("/readyz")
    finally:
        place["PORT"] = port

    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": {"ok": False, "detail": "OperationalError"}}
    assert set(ALIASES) == set(connections.settings)


def _readiness(*, is_ok: bool) -> registry.Registry[object]:
    made: registry.Registry[object] = registry.Registry("readiness checks")
    made.add("data", lambda: (is_ok, "2026-11-21"))
    return made
