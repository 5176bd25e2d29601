"""Fixtures: `db` (rolled back, application role) and `committed_db` (really commits, fresh copy afterwards)."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.harness.cluster import Cluster
from yinqiao.access import actors
from yinqiao.config.schema import migrate_database
from yinqiao.config.settings import ALIASES, PACKAGE, place
from yinqiao.platform import kept


@dataclass
class TestDatabase:
    """The clone that this process works on."""

    __test__ = False
    cluster: Cluster
    name: str
    template: str

    def refresh(self) -> None:
        """Bring the clone to the template's state."""
        connections.close_all()
        self.cluster.clone(self.name, template=self.template)


@pytest.fixture(scope="session")
def test_database(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, worker_id: str
) -> Iterator[TestDatabase]:
    """The session's clone; all connection aliases point at it with their own roles."""
    cluster = Cluster.acquire()
    try:
        with django_db_blocker.unblock():
            template = cluster.template(f"yq_template_{migrations_digest()}", migrate=_migrate)
            name = f"yq_test_{os.getpid()}_{worker_id}"
            point_connections_at(cluster.urls(name))
            clone = TestDatabase(cluster, name, template)
            clone.refresh()
        yield clone
        with django_db_blocker.unblock():
            connections.close_all()
            cluster.drop(name)
    finally:
        cluster.release()


@pytest.fixture(scope="session")
def django_db_setup(test_database: TestDatabase) -> None:
    """Take the place of Django's own test databases, which would be made by the application role."""


@pytest.fixture(autouse=True)
def nothing_kept_between_tests() -> None:
    """Let no test see what another one's database held: its numbers are given out anew, to other people."""
    kept.forget_all()
    actors.forget()


@pytest.fixture
def committed_db(
    request: pytest.FixtureRequest, test_database: TestDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[TestDatabase]:
    """Let the test commit, on every alias and from other threads and processes; its traces are gone afterwards."""
    if request.node.get_closest_marker("django_db"):
        # The rolled-back connections stand open by now; a clone made anew underneath would cut the next test's.
        pytest.fail("a test either commits (committed_db) or is rolled back (db), not both")
    with django_db_blocker.unblock():
        yield test_database
        test_database.refresh()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Allow database tests every alias, each in a transaction that is rolled back."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        wants = mark is not None or "db" in getattr(item, "fixturenames", ())
        if wants and not (mark and "databases" in mark.kwargs):
            kwargs = {**(mark.kwargs if mark else {}), "databases": "__all__"}
            item.add_marker(pytest.mark.django_db(**kwargs), append=False)


def point_connections_at(urls: dict[str, str]) -> None:
    """Make every alias connect to `urls`, and tell subprocesses through the environment."""
    os.environ.update(urls)
    connections.close_all()
    for alias, variable in ALIASES.items():
        settings.DATABASES[alias].update(place(urls[variable]))
        connections.settings[alias].update(place(urls[variable]))


def migrations_digest() -> str:
    """Return a digest of all that the template's content depends on."""
    digest = hashlib.sha256()
    root = PACKAGE.parent.parent
    paths = [
        *PACKAGE.rglob("migrations/*.py"),
        *PACKAGE.rglob("*.sql"),
        *PACKAGE.rglob("apps.py"),
        root / "requirements" / "lock.txt",
    ]
    paths += [PACKAGE / "config" / "schema.py", *(PACKAGE / "platform" / "db").rglob("*.py")]
    for path in sorted(set(paths)):
        digest.update(str(Path(path).relative_to(root)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(urls: dict[str, str]) -> None:
    point_connections_at(urls)
    migrate_database()
    connections.close_all()
