"""The bank that the tests of lists share."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access.tests.factories import forget, make_actor
from yinqiao.customers.tests.factories import Bank
from yinqiao.platform.actor import Actor
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


@pytest.fixture
def marketer(bank: Bank) -> Actor:
    """In a department of the head office, beside the branches: she sees no customer."""
    return make_actor("marketer", org=bank.department, name="马市场")
