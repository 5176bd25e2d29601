"""The bank of the customer room's tests."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access import actors
from yinqiao.customers.tests.conftest import Bank
from yinqiao.platform.parameters import queries as parameters


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    actors.forget()
    parameters.forget()
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()
