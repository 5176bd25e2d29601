"""An empty database is filled from `schema.sql`: as if it had been led through every migration, with no grant more."""

from collections.abc import Iterator

import pytest
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.harness import schema
from tests.harness.databases import TestDatabase, point_connections_at
from yinqiao.config.schema import SCHEMA


@pytest.fixture
def empty(
    test_database: TestDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, str]]:
    """The addresses of an empty database; connections point at the session's own again afterwards."""
    cluster = test_database.cluster
    with django_db_blocker.unblock(), cluster.scratch("yq_test_schema") as urls:
        yield urls
        connections.close_all()
        point_connections_at(cluster.urls(test_database.name))


def test_the_history_of_migrations_comes_to_the_schema(empty: dict[str, str]) -> None:
    assert schema.made_by_history(empty) == SCHEMA.read_text(encoding="utf-8"), "run `make schema`"


def test_a_database_filled_from_the_schema_holds_the_schema(empty: dict[str, str]) -> None:
    wanted = schema.without_casts(SCHEMA.read_text(encoding="utf-8"))
    assert schema.without_casts(schema.made_from_schema(empty)) == wanted
