"""The bank that the tests of this room share, and what the triggers say in them."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access.tests.factories import forget
from yinqiao.customers.tests.factories import Bank
from yinqiao.sales import triggers, ways
from yinqiao.sales.tests.factories import Runs


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    forget()
    ways.forget()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.HOME = tmp_path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    """What each run of the triggers found; it stands in for `insights`, which does not evaluate any yet."""
    found = Runs()
    monkeypatch.setattr(triggers, "firings", found.firings)
    monkeypatch.setattr(triggers, "rules_evaluated", found.rules_evaluated)
    return found


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()
