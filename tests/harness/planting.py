"""The planted bank of tests/security/bank.py, built once a session: whoever wants it again gets a copy of the finished database."""

import copy
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.harness.databases import TestDatabase
from tests.security import bank
from yinqiao.platform.files import lake
from yinqiao.platform.ui.models import UserPreference

PASSWORD = "Journey-Test-2026"  # noqa: S105 - of accounts that live for one test


@dataclass
class Nursery:
    """Gives the planted bank; the database and the lake as they stood when it was built are kept beside."""

    database: TestDatabase
    _built: bank.Bank | None = None
    _lake: Path = field(init=False)

    def __post_init__(self) -> None:
        self._lake = Path(settings.HOME) / "planted-lake"

    @property
    def _template(self) -> str:
        return f"{self.database.name}_planted"

    def plant(self) -> bank.Bank:
        """Bring the session's clone to the bank as built; ids are the same each time, the objects are the caller's own."""
        if self._built is None:
            self._build()
        else:
            connections.close_all()
            self.database.cluster.clone(self.database.name, template=self._template)
            _copy(self._lake, lake.root())
        return copy.deepcopy(self._built)

    def clear(self) -> None:
        """Bring the clone back to the empty bank."""
        self.database.refresh()

    def drop(self) -> None:
        """Remove what is kept."""
        if self._built is not None:
            self.database.cluster.drop(self._template)
            shutil.rmtree(self._lake)

    def _build(self) -> None:
        made = bank.build()
        # Everybody has a password and has seen the tour: it would stand before the first page of each journey.
        encoded = make_password(PASSWORD)
        for user in [*made.users.values(), made.stranger]:
            user.password = encoded
            user.save(update_fields=["password"])
            UserPreference.objects.create(user_id=user.pk, data={"is_tour_over": True})
        connections.close_all()
        self.database.cluster.clone(self._template, template=self.database.name)
        _copy(lake.root(), self._lake)
        self._built = made


@pytest.fixture(scope="session")
def nursery(test_database: TestDatabase, django_db_blocker: DjangoDbBlocker) -> Iterator[Nursery]:
    """Give the session's nursery."""
    with django_db_blocker.unblock():
        made = Nursery(test_database)
        yield made
        made.drop()


def _copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    if source.exists():
        shutil.copytree(source, target)
