"""The bank that the tests of deals share."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access.tests.factories import forget
from yinqiao.customers.tests.factories import Bank
from yinqiao.sales import ways


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    forget()
    ways.forget()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.HOME = tmp_path


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()
