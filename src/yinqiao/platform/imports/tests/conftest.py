"""Pages of the import centre over a sample profile with its own target table."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connections
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings
from tests.harness.databases import TestDatabase

from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import policies, services
from yinqiao.platform.imports import profile as profiles
from yinqiao.platform.imports.tests import pages, samples

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
DAY = date(2026, 11, 22)
ACTOR_MIDDLEWARE = "yinqiao.access.middleware.ActorMiddleware"

Load = Callable[..., services.BatchReport]


@pytest.fixture(autouse=True)
def present_actors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts live in a room above: here whoever asked for a task is still who she was."""

    def find(user_id: int, now: datetime) -> Actor | None:
        known = [actor for actor in (pages.ScopedAs.actor, samples.runner()) if actor]
        return next((actor for actor in known if actor.user_id == user_id), None)

    monkeypatch.setattr(policies.present_actors, "_items", {"tests": find})


@pytest.fixture
def page_settings(settings: Settings, tmp_path: Path) -> Settings:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.HOME = tmp_path / "home"
    settings.MIDDLEWARE = [
        "yinqiao.platform.imports.tests.pages.ScopedAs" if name == ACTOR_MIDDLEWARE else name
        for name in settings.MIDDLEWARE
    ]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    return settings


@pytest.fixture
def steward(page_settings: Settings) -> Iterator[Client]:
    pages.ScopedAs.actor = pages.person(*pages.STEWARD)
    yield Client(raise_request_exception=True)
    pages.ScopedAs.actor = None


@pytest.fixture
def administrator(page_settings: Settings) -> Iterator[Client]:
    pages.ScopedAs.actor = pages.person(*pages.ADMINISTRATOR, role="system_admin")
    yield Client(raise_request_exception=True)
    pages.ScopedAs.actor = None


@pytest.fixture
def landing(committed_db: TestDatabase, tmp_path: Path) -> Iterator[Path]:
    """The folder where files of the profile `sample` arrive."""
    folder = tmp_path / "landing"
    folder.mkdir()
    samples.make_table()
    with samples.registered():
        samples.sample_profile(folder, top='expected_by: "07:30"')
        profiles.profiles._items["sample"] = profiles.RegisteredProfile(
            "sample", folder / "profile.yaml"
        )
        yield folder
        del profiles.profiles._items["sample"]


@pytest.fixture
def load(landing: Path) -> Load:
    """Write a file of these lines and run its batch."""

    def run(*lines: str, day: date = DAY) -> services.BatchReport:
        write(landing, *lines, day=day)
        profile = profiles.find_profile("sample")
        return services.run_batch(
            actor=samples.runner(), now=NOW + (day - DAY), profile=profile, folder=landing, on=day
        )

    return run


def write(folder: Path, *lines: str, day: date = DAY) -> Path:
    path = folder / f"SAMPLE_{day:%Y%m%d}_01.dat"
    path.write_bytes("".join(f"{line}\n" for line in lines).encode("gb18030"))
    return path


# --- Whole runs: one clone a module, emptied between tests (a fresh clone for each test would take seconds) ---

_TABLES = """
imports_quarantinerow, imports_unmappedcode, imports_codemap, imports_importschedule, imports_importfile, imports_importbatch,
imports_seen_row, events_outbox, audit_entry, sample_import
"""


@pytest.fixture(scope="module")
def import_database(
    test_database: TestDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[TestDatabase]:
    """Let the tests of a module commit; the clone is made anew after them."""
    with django_db_blocker.unblock():
        samples.make_table()
        yield test_database
        test_database.refresh()


@pytest.fixture
def run_folder(
    import_database: TestDatabase, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Path]:
    """Give an empty folder for files, empty tables and the sample target."""
    with django_db_blocker.unblock(), samples.registered():
        # A test of the module that takes the clone for itself (committed_db) leaves a new one without the table.
        samples.make_table()
        _empty()
        yield tmp_path
        _empty()


def _empty() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"truncate {_TABLES} cascade")
