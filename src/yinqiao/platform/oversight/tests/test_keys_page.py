"""The page of keys: which there are and since when, never one of them."""

import json
from pathlib import Path

import pytest
from django.test import Client

from yinqiao.platform.crypto import keyring, policies, services
from yinqiao.platform.ui.tests.people import SignedInAs, make_actor


@pytest.fixture
def two_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """An installation whose key was changed: number 1 reads, number 2 writes."""
    path = tmp_path / "keyring.json"
    keyring.create(path)
    data = json.loads(path.read_text())
    data["keys"]["2"] = {"alg": "SM4-GCM", "key": "AAECAwQFBgcICQoLDA0ODw=="}
    data["active"] = 2
    path.write_text(json.dumps(data))
    monkeypatch.setenv("YINQIAO_KEYRING", str(path))
    keyring.load.cache_clear()
    yield data
    keyring.load.cache_clear()


def test_keys_stand_there_with_number_algorithm_and_state(
    db: None, site: Client, two_keys: dict[str, object]
) -> None:
    services.record_key_check()
    SignedInAs.actor = make_actor(policies.VIEW_KEYS)
    shown = site.get("/keys/").content.decode()
    first, second, index = shown.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")[:3]
    assert "AES-256-GCM" in first
    assert "Opens older values" in first
    assert "SM4-GCM" in second
    assert "In use" in second
    assert "HMAC-SHA-256" in index
    assert "not recorded yet" not in shown
    secrets = [two_keys["index"], *(key["key"] for key in two_keys["keys"].values())]
    assert [secret for secret in secrets if secret in shown] == []


def test_only_who_may_see_keys_opens_the_page(manager: Client, db: None) -> None:
    assert manager.get("/keys/").status_code == 403
