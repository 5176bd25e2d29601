"""What every test of this room needs: nothing kept from the test before, a folder for static files."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access.tests.factories import forget


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    forget()
    settings.STATIC_ROOT = tmp_path
