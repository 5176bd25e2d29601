"""The bank that the tests of books share: three managers of one branch with customers, a fourth elsewhere, two heads each."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.books.factories import Books
from yinqiao.access.tests.factories import forget
from yinqiao.sales import ways


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    forget()
    ways.forget()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.HOME = tmp_path


@pytest.fixture
def bank(db: None) -> Books:
    return Books()
