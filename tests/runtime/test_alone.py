"""Programs run without `up` (`web`, `worker`, commands of rooms): prepared database, fitting keys, static files, or a refusal."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from django.test import Client

from tests.harness.databases import TestDatabase
from tests.harness.instances import Instance, instance
from yinqiao.config import cli
from yinqiao.config.runtime import application, bootstrap, commands
from yinqiao.config.runtime.supervisor import program
from yinqiao.platform.crypto import keyring, services
from yinqiao.platform.crypto.models import KeyCheck


@pytest.fixture
def alone() -> Iterator[Instance]:
    with instance() as built:
        yield built


@pytest.fixture
def addresses(committed_db: TestDatabase) -> dict[str, str]:
    """The five addresses of a database that nobody has prepared yet."""
    KeyCheck.objects.all().delete()
    return committed_db.cluster.urls(committed_db.name)


def test_a_database_not_prepared_or_silent_is_refused(
    alone: Instance, addresses: dict[str, str]
) -> None:
    assert "Run `yinqiao prepare` once" in _refused(alone, "web", **addresses)
    assert not (alone.home / "keys").exists()

    silent = dict.fromkeys(addresses, "postgresql://yq_app@127.0.0.1:1/yinqiao")
    assert "The database does not answer." in _refused(alone, "worker", **silent)


def test_alone_needs_the_key_file_of_its_database(
    alone: Instance, addresses: dict[str, str], tmp_path: Path
) -> None:
    right, wrong, missing = (tmp_path / f"{name}.json" for name in ("right", "wrong", "missing"))
    prepared = alone.run("prepare", **addresses, YINQIAO_KEYRING=str(right))
    assert prepared.returncode == 0, prepared.stderr
    keyring.create(wrong)

    for command in ("web", "worker", "user unlock E1"):
        said = _refused(alone, command, **addresses, YINQIAO_KEYRING=str(wrong))
        assert f"The key file {wrong} does not belong to this database" in said
    said = _refused(alone, "web", **addresses, YINQIAO_KEYRING=str(missing))
    assert f"The key file {missing} is missing" in said
    assert not missing.exists()

    _serves_its_own_static_files(
        alone, tmp_path / "another machine", **addresses, YINQIAO_KEYRING=str(right)
    )


def test_ready_says_that_the_key_file_is_wrong(
    committed_db: TestDatabase, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.record_key_check()
    assert client.get("/readyz").json()["checks"]["keys"] == {"ok": True, "detail": ""}

    keyring.create(tmp_path / "wrong.json")
    monkeypatch.setenv("YINQIAO_KEYRING", str(tmp_path / "wrong.json"))
    keyring.load.cache_clear()
    try:
        answer = client.get("/readyz")
    finally:
        keyring.load.cache_clear()

    assert answer.status_code == 503
    assert answer.json()["checks"]["keys"] == {"ok": False, "detail": "wrong key file"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"YINQIAO_HOME": "/proc/x"}, "The state folder /proc/x cannot be made"),
        ({"YINQIAO_TRUSTED_PROXIES": "10.0.0.1/24"}, "YINQIAO_TRUSTED_PROXIES must list"),
        ({"PORT": "²"}, "PORT must be a number from 1 to 65535"),
    ],
)
def test_a_setting_that_cannot_be_is_told_in_one_sentence(
    alone: Instance, change: dict[str, str], sentence: str
) -> None:
    assert sentence in _refused(alone, "up", **change)


@pytest.mark.parametrize("words", ["user unlock E1", "load-demo", "web", "worker", "migrate"])
@pytest.mark.parametrize(
    ("is_demo_folder", "given", "expected"),
    [(True, {}, "1"), (False, {}, None), (True, {"YINQIAO_DEMO": "0"}, "0")],
)
def test_the_folder_of_a_demo_makes_every_command_one_of_the_demo(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    is_demo_folder: bool,
    given: dict[str, str],
    expected: str | None,
) -> None:
    found: list[str | None] = []

    def set_up() -> None:
        found.append(os.environ.get("YINQIAO_DEMO"))
        raise commands.Refused

    monkeypatch.setattr(application, "set_up_django", set_up)
    monkeypatch.setattr(commands, "set_up_django", set_up)
    if is_demo_folder:
        (tmp_path / commands.DEMO_MARKER).write_text("{}")
    own = dict.fromkeys(bootstrap.VARIABLES, "postgresql://yq_app@127.0.0.1:1/yinqiao")
    with mock.patch.dict(os.environ, {**own, "YINQIAO_HOME": str(tmp_path)}):
        os.environ.pop("YINQIAO_DEMO", None)
        os.environ.update(given)
        assert cli.main(words.split()) == 1
    assert found == [expected]


def _refused(alone: Instance, command: str, **changes: str) -> str:
    """Return the one sentence that `command` is refused with."""
    result = alone.run(*command.split(), **changes)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


def _serves_its_own_static_files(alone: Instance, home: Path, **changes: str) -> None:
    environment = alone.environment(**changes, YINQIAO_HOME=str(home))
    alone.process = subprocess.Popen([*program(), "web"], env=environment)
    try:
        alone.wait_for(lambda: alone.status("/healthz") == 200, seconds=90)
        assert alone.status("/sign-in/") == 200
        style = min((home / "static").rglob("*.css")).relative_to(home)
        assert alone.status(f"/{style}") == 200
    finally:
        os.kill(alone.process.pid, signal.SIGTERM)
        alone.process.wait(20)
