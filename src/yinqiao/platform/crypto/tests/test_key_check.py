"""A key file that does not belong to the database is noticed before anything is written with it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from yinqiao.platform.crypto import fields, index, keyring, queries, services
from yinqiao.platform.crypto.models import KeyCheck


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "keyring.json"
    keyring.create(path)
    monkeypatch.setenv("YINQIAO_KEYRING", str(path))
    keyring.load.cache_clear()
    yield path
    for cache in (keyring.load, fields._sealer, index._key):
        cache.cache_clear()


@pytest.fixture
def recorded(db: None, ring: Path) -> Path:
    KeyCheck.objects.all().delete()
    services.record_key_check()
    return ring


def test_before_the_first_record_any_key_file_will_do(db: None, ring: Path) -> None:
    KeyCheck.objects.all().delete()
    assert queries.key_check() == (True, "")


def test_the_right_key_file_agrees(recorded: Path) -> None:
    assert queries.key_check() == (True, "")
    assert sorted(KeyCheck.objects.values_list("number", flat=True)) == [0, 1]


def test_another_key_file_is_refused_with_the_remedy(recorded: Path) -> None:
    recorded.unlink()
    keyring.create(recorded)
    keyring.load.cache_clear()

    agrees, sentence = queries.key_check()
    assert not agrees
    assert "does not belong to this database (keys [0, 1])" in sentence
    assert "Put the key file back" in sentence


@pytest.mark.parametrize(("part", "number"), [("keys", 1), ("index", 0)])
def test_each_wrong_key_is_named(recorded: Path, part: str, number: int) -> None:
    data = json.loads(recorded.read_text())
    other = keyring._encode(bytes(range(32)))
    data[part] = {"1": {"alg": "AES-256-GCM", "key": other}} if part == "keys" else other
    recorded.write_text(json.dumps(data))
    keyring.load.cache_clear()

    assert f"(keys [{number}])" in queries.key_check()[1]


def test_a_new_key_beside_the_old_ones_agrees_and_is_recorded_once(recorded: Path) -> None:
    data = json.loads(recorded.read_text())
    data["keys"]["2"] = {"alg": "AES-256-GCM", "key": keyring._encode(bytes(range(32)))}
    recorded.write_text(json.dumps(data))
    keyring.load.cache_clear()

    assert queries.key_check() == (True, "")
    services.record_key_check()
    services.record_key_check()
    assert sorted(KeyCheck.objects.values_list("number", flat=True)) == [0, 1, 2]


def test_recording_never_replaces_a_fingerprint(recorded: Path) -> None:
    before = dict(KeyCheck.objects.values_list("number", "fingerprint"))
    recorded.unlink()
    keyring.create(recorded)
    keyring.load.cache_clear()
    services.record_key_check()

    assert {
        number: bytes(value)
        for number, value in KeyCheck.objects.values_list("number", "fingerprint")
    } == {number: bytes(value) for number, value in before.items()}


def test_a_missing_file_is_told_and_not_raised(recorded: Path) -> None:
    recorded.unlink()
    keyring.load.cache_clear()

    agrees, sentence = queries.key_check()
    assert not agrees
    assert "No key file at" in sentence


def test_a_fingerprint_does_not_hold_the_key(recorded: Path) -> None:
    ring = keyring.load()
    stored = b"".join(
        bytes(value) for value in KeyCheck.objects.values_list("fingerprint", flat=True)
    )
    assert ring.active.key[:8] not in stored
    assert ring.index_key[:8] not in stored
