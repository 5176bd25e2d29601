"""The key file at the start: made once, then it must be the one that the database was written with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.databases import TestDatabase
from yinqiao.config.runtime.preparation import keys_problem
from yinqiao.config.runtime.state import StateFolder
from yinqiao.platform.crypto import keyring
from yinqiao.platform.crypto.models import KeyCheck


@pytest.fixture
def state(
    committed_db: TestDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StateFolder]:
    """A new installation: no key file, nothing recorded."""
    monkeypatch.setenv("YINQIAO_KEYRING", str(tmp_path / "keys" / "keyring.json"))
    KeyCheck.objects.all().delete()
    keyring.load.cache_clear()
    yield StateFolder(tmp_path)
    keyring.load.cache_clear()


def test_the_first_start_makes_the_keys_and_the_next_finds_them_right(state: StateFolder) -> None:
    assert keys_problem(state) == ""
    made = state.keyring.read_bytes()

    assert keys_problem(state) == ""
    assert state.keyring.read_bytes() == made
    assert state.keyring.stat().st_mode & 0o777 == 0o600


def test_a_missing_key_file_is_not_made_anew_over_encrypted_data(state: StateFolder) -> None:
    keys_problem(state)
    state.keyring.unlink()

    assert "is missing, and this database was encrypted with it" in keys_problem(state)
    assert not state.keyring.exists()


def test_another_installations_key_file_is_refused(state: StateFolder) -> None:
    keys_problem(state)
    state.keyring.unlink()
    keyring.create(state.keyring)
    keyring.load.cache_clear()

    assert "does not belong to this database" in keys_problem(state)
