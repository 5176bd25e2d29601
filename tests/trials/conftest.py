"""The bank that the tests of this folder share, with no parameter kept of another test."""

import pytest

from yinqiao.customers.tests.factories import Bank
from yinqiao.platform.parameters import queries


@pytest.fixture(autouse=True)
def fresh(db: None) -> None:
    queries.forget()


@pytest.fixture
def bank(fresh: None) -> Bank:
    return Bank()
