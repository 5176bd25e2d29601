"""The machine room: what the administrator sees, and jobs that were given up."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from yinqiao.access.tests.factories import make_account, sign_in
from yinqiao.config.health import readiness_checks
from yinqiao.config.status import words
from yinqiao.platform import clock, registry
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.models import DeadLetter, WorkerHeartbeat

PAGE = "/status/"


@pytest.fixture
def administrator(db: None, settings: Settings, tmp_path: Path) -> Client:
    settings.STATIC_ROOT = tmp_path
    client = Client()
    sign_in(client, make_account("system_admin"))
    return client


@pytest.fixture
def letter(db: None) -> DeadLetter:
    return DeadLetter.objects.create(
        job_id=901, name="sample.note", queue="default", arguments={"key": "seven"}, attempts=5,
        error="ValueError at note.py:12", died_at=clock.now(),
    )  # fmt: skip


def waiting(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select args::text from procrastinate_jobs where task_name = %s and status = 'todo'",
            [name],
        )
        return [str(row[0]) for row in cursor.fetchall()]


def test_the_page_shows_readiness_workers_queues_and_letters(
    administrator: Client, letter: DeadLetter
):
    now = clock.now()
    WorkerHeartbeat.objects.create(host="node-1", pid=4711, mark="1", started_at=now, seen_at=now)
    queue.defer("sample.note", key="a")
    shown = administrator.get(PAGE).content.decode()
    for text in (
        "node-1:4711",
        "sample.note",
        "ValueError at note.py:12",
        "PostgreSQL",
        "key=seven",
    ):
        assert text in shown
    fragment = administrator.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment


@pytest.mark.parametrize("role", ["data_steward", "security_admin", "auditor", "branch_head"])
def test_the_page_is_for_system_administrators_only(
    administrator: Client, letter: DeadLetter, role: str
):
    client = Client(raise_request_exception=False)
    sign_in(client, make_account(role))
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}jobs/{letter.pk}/put-back/").status_code == 403
    assert DeadLetter.objects.count() == 1
    assert waiting("sample.note") == []


def test_a_job_given_up_is_put_back_with_its_arguments(administrator: Client, letter: DeadLetter):
    answer = administrator.post(f"{PAGE}jobs/{letter.pk}/put-back/")
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert waiting("sample.note") == ['{"key": "seven"}']
    assert DeadLetter.objects.count() == 0
    entry = AuditEntry.objects.get(verb="platform.job-put-back")
    assert (entry.object_type, entry.object_id, entry.detail["name"]) == (
        "jobs.dead_letter",
        letter.pk,
        "sample.note",
    )
    administrator.raise_request_exception = False
    assert administrator.post(f"{PAGE}jobs/{letter.pk}/put-back/").status_code == 404
    assert len(waiting("sample.note")) == 1


def test_a_job_is_dismissed_with_a_reason_only(administrator: Client, letter: DeadLetter):
    administrator.raise_request_exception = False
    address = f"{PAGE}jobs/{letter.pk}/dismissals/"
    assert administrator.post(address, {"reason": " "}).status_code == 422
    assert DeadLetter.objects.count() == 1
    assert administrator.post(address, {"reason": "已人工处理"}).status_code == 303
    assert DeadLetter.objects.count() == 0
    assert waiting("sample.note") == []
    assert AuditEntry.objects.get(verb="platform.job-dismissed").reason == "已人工处理"


def test_a_job_that_is_no_more_cannot_be_put_back(administrator: Client, letter: DeadLetter):
    DeadLetter.objects.update(name="sample.of_an_old_version")
    administrator.raise_request_exception = False
    assert administrator.post(f"{PAGE}jobs/{letter.pk}/put-back/").status_code == 422
    assert DeadLetter.objects.count() == 1


def test_an_administrator_lands_here(administrator: Client):
    assert administrator.get("/").headers["Location"] == PAGE


def test_every_check_has_a_title_in_chinese(administrator: Client):
    names = {check.name for check in readiness_checks()} | set(dict(registry.readiness.items()))
    assert [name for name in names if words.check_title(name) == name] == []
    assert "加密密钥" in administrator.get(PAGE).content.decode()


def test_every_source_of_a_parameter_can_be_looked_up_in_chinese():
    """Design pages of this repository are nothing that a bank has on its shelf."""
    ours = ("test.", "rest.test")
    named = {
        key: item.source for key, item in registry.parameters.items() if not key.startswith(ours)
    }
    assert {key: source for key, source in named.items() if not re.search("[一-鿿]", source)} == {}
    page = re.compile(r"DOMAIN|ARCHITECTURE|FEATURES|RELIABILITY|PBOC|\b[DP]\d+\b")
    assert {key: source for key, source in named.items() if page.search(source)} == {}


@pytest.mark.parametrize(
    "found",
    [
        "no data yet",
        "no key file",
        "no key recorded",
        "wrong key file",
        "never seen",
        "2026-11-24, stale",
        "3 to apply",
        "last seen 2026-11-24T02:00:00Z",
    ],
)
def test_what_a_check_found_is_told_in_chinese(found: str):
    assert re.search("[一-鿿]", words.check_detail(found))
    assert words.check_detail("2026-11-24") == "2026-11-24"


def test_every_periodic_job_has_a_name():
    names = [
        name
        for name, job in queue.definitions.items()
        if job.schedule is not None and not name.startswith("sample.")
    ]
    assert len(names) > 20
    with override("zh-hans"):
        untold = [name for name in names if not re.search("[一-鿿]", words.schedule_title(name))]
    assert untold == []
