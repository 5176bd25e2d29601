"""Cheap hashes: what is tested here is never the cost itself, except where a test says so."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access import actors
from yinqiao.access.hashers import BoundedArgon2PasswordHasher


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BoundedArgon2PasswordHasher, "memory_cost", 64)
    monkeypatch.setattr(BoundedArgon2PasswordHasher, "time_cost", 1)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    actors.forget()


@pytest.fixture(autouse=True)
def no_static_files(settings: Settings, tmp_path: Path) -> None:
    """WhiteNoise warns of a folder that is not there."""
    settings.STATIC_ROOT = tmp_path
