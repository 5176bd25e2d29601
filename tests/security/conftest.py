"""One planted bank for all tests of a file: they look at it from many sides, and planting costs seconds."""

import logging
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.harness.databases import TestDatabase
from tests.security import bank


@pytest.fixture(scope="module")
def shared_bank(
    test_database: TestDatabase, django_db_blocker: DjangoDbBlocker
) -> Iterator[bank.Bank]:
    """Commit the bank once for the file; its traces are gone afterwards."""
    with django_db_blocker.unblock():
        yield bank.build()
        test_database.refresh()


@pytest.fixture(scope="module")
def quiet_access_log() -> Iterator[None]:
    """Thousands of requests need no line each."""
    logger = logging.getLogger("yinqiao.access_log")
    logger.disabled = True
    yield
    logger.disabled = False
