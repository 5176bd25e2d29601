"""The bank that the tests of the planner share."""

import pytest

from yinqiao.access.tests.factories import forget
from yinqiao.customers.tests.factories import Bank


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path) -> None:
    forget()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.HOME = tmp_path


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()
