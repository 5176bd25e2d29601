"""P18, P20: sealed values open only in their own place; the index is keyed; the header names algorithm and key."""

import copy
import hashlib
import json
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.platform.crypto import fields, index, keyring
from yinqiao.platform.crypto.fields import DecryptionFailed
from yinqiao.platform.crypto.secret import Secret

PHONE = "13812345678"


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A key file of this test's own."""
    path = tmp_path / "keys" / "keyring.json"
    keyring.create(path)
    monkeypatch.setenv("YINQIAO_KEYRING", str(path))
    _forget()
    yield path
    _forget()


def _forget() -> None:
    keyring.load.cache_clear()
    fields._sealer.cache_clear()
    index._key.cache_clear()


def _edit(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))
    _forget()


@given(text=st.text(), entity_id=st.integers(0, 2**63 - 1))
def test_what_is_sealed_opens_again(text: str, entity_id: int) -> None:
    assert (
        fields.decrypt(
            "customers.contact", entity_id, fields.encrypt("customers.contact", entity_id, text)
        )
        == text
    )


def test_the_header_names_algorithm_and_key_and_the_size_is_known() -> None:
    token = fields.encrypt("customers.contact", 5, PHONE)

    assert token[:3] == bytes([keyring.AES_256_GCM, 0, 1])
    assert len(token) == 3 + 12 + len(PHONE) + 16


def test_the_same_text_is_never_sealed_to_the_same_bytes() -> None:
    tokens = fields.encrypt_many("customers.contact", [5] * 1_000, [PHONE] * 1_000)

    assert len(set(tokens)) == 1_000
    assert len({token[3:15] for token in tokens}) == 1_000


def test_a_value_moved_to_another_row_does_not_open() -> None:
    token = fields.encrypt("customers.contact", 5, PHONE)

    with pytest.raises(DecryptionFailed, match=r"customers.contact:6 does not open"):
        fields.decrypt("customers.contact", 6, token)


def test_a_value_moved_to_another_column_does_not_open() -> None:
    token = fields.encrypt("customers.contact", 5, PHONE)

    with pytest.raises(DecryptionFailed, match=r"customers.identification:5 does not open"):
        fields.decrypt("customers.identification", 5, token)


def test_the_boundary_of_column_and_row_cannot_be_shifted() -> None:
    token = fields.encrypt("a:1", 2, PHONE)

    with pytest.raises(DecryptionFailed):
        fields.decrypt("a", 12, token)


@pytest.mark.parametrize("position", [0, 1, 2, 3, 14, 15, -1])
def test_a_changed_byte_anywhere_is_noticed(position: int) -> None:
    token = bytearray(fields.encrypt("customers.contact", 5, PHONE))
    token[position] ^= 1

    with pytest.raises(DecryptionFailed):
        fields.decrypt("customers.contact", 5, bytes(token))


@pytest.mark.parametrize("token", [b"", b"\x01", b"\x01\x00\x01" + bytes(27)])
def test_what_is_too_short_to_be_sealed_is_refused(token: bytes) -> None:
    with pytest.raises(DecryptionFailed, match="too short"):
        fields.decrypt("customers.contact", 5, token)


def test_errors_never_quote_the_value(ring: Path) -> None:
    token = fields.encrypt("customers.contact", 5, PHONE)

    with pytest.raises(DecryptionFailed) as error:
        fields.decrypt("customers.contact", 6, token)
    assert PHONE not in str(error.value)


def test_old_keys_read_and_the_active_one_writes(ring: Path) -> None:
    old = fields.encrypt("customers.contact", 5, PHONE)
    keys = json.loads(ring.read_text())["keys"]
    _edit(
        ring,
        active=2,
        keys={**keys, "2": {"alg": "AES-256-GCM", "key": keyring._encode(bytes(range(32)))}},
    )

    new = fields.encrypt("customers.contact", 5, PHONE)
    assert (old[:3], new[:3]) == (b"\x01\x00\x01", b"\x01\x00\x02")
    assert fields.decrypt("customers.contact", 5, old) == PHONE
    assert fields.decrypt("customers.contact", 5, new) == PHONE


def test_a_key_that_was_taken_out_is_named(ring: Path) -> None:
    token = fields.encrypt("customers.contact", 5, PHONE)
    key = json.loads(ring.read_text())["keys"]["1"]
    _edit(ring, active=2, keys={"2": key})

    with pytest.raises(DecryptionFailed, match="key 1 is not in the key file"):
        fields.decrypt("customers.contact", 5, token)


def test_sm4_writes_reads_and_stands_beside_aes(ring: Path) -> None:
    aes = fields.encrypt("customers.contact", 5, PHONE)
    keys = json.loads(ring.read_text())["keys"]
    _edit(
        ring,
        active=2,
        keys={**keys, "2": {"alg": "SM4-GCM", "key": keyring._encode(bytes(range(16)))}},
    )

    sm4 = fields.encrypt("customers.contact", 5, PHONE)
    assert sm4[:3] == bytes([keyring.SM4_GCM, 0, 2])
    assert fields.decrypt("customers.contact", 5, sm4) == PHONE
    assert fields.decrypt("customers.contact", 5, aes) == PHONE
    with pytest.raises(DecryptionFailed):
        fields.decrypt("customers.contact", 6, sm4)
    with pytest.raises(DecryptionFailed):
        fields.decrypt("customers.contact", 5, sm4[:-1] + bytes([sm4[-1] ^ 1]))


def test_a_value_that_claims_another_algorithm_than_its_key_is_refused(ring: Path) -> None:
    token = fields.encrypt("customers.contact", 5, PHONE)

    with pytest.raises(DecryptionFailed, match="another algorithm"):
        fields.decrypt("customers.contact", 5, bytes([keyring.SM4_GCM]) + token[1:])


def test_a_whole_installation_on_sm4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "keyring.json"
    keyring.create(path, algorithm="SM4-GCM")
    monkeypatch.setenv("YINQIAO_KEYRING", str(path))
    _forget()
    try:
        assert fields.decrypt("a.b", 1, fields.encrypt("a.b", 1, "中文")) == "中文"
    finally:
        _forget()


def test_ids_and_texts_must_be_as_many() -> None:
    with pytest.raises(ValueError, match="zip"):
        fields.encrypt_many("a.b", [1], ["x", "y"])


def test_the_index_needs_the_key_and_differs_by_field(ring: Path) -> None:
    first = index.blind("customers.contact", PHONE)

    assert (len(first), first) == (16, index.blind("customers.contact", PHONE))
    assert first != index.blind("customers.identification", PHONE)
    assert first == index.blind_many("customers.contact", ["1", PHONE])[1]
    _edit(ring, index=keyring._encode(bytes(32)))
    assert index.blind("customers.contact", PHONE) != first


def test_no_unkeyed_digest_of_a_number_is_its_index() -> None:
    plain = {
        hashlib.new(name, PHONE.encode()).digest()[:16]
        for name in ("md5", "sha1", "sha256", "sha512", "sm3")
    }
    assert index.blind("customers.contact", PHONE) not in plain


def test_the_key_file_is_for_its_owner_and_is_never_overwritten(ring: Path) -> None:
    assert ring.stat().st_mode & 0o777 == 0o600
    assert ring.parent.stat().st_mode & 0o777 == 0o700
    with pytest.raises(FileExistsError):
        keyring.create(ring)


@pytest.mark.parametrize(
    "harm",
    [
        {"active": 9},
        {"keys": {"1": {"alg": "AES-256-GCM", "key": "AAAA"}}},
        {"keys": {"1": {"alg": "ROT13", "key": "AAAA"}}},
        {"index": "not base64!"},
    ],
)
def test_a_damaged_key_file_says_what_to_do(ring: Path, harm: dict[str, object]) -> None:
    _edit(ring, **harm)
    with pytest.raises(keyring.KeyringError, match="Restore it from the key backup"):
        keyring.load()


def test_a_missing_key_file_says_what_to_do(ring: Path) -> None:
    ring.unlink()
    _forget()
    with pytest.raises(keyring.KeyringError, match="No key file at"):
        keyring.load()


def test_a_secret_neither_prints_nor_travels() -> None:
    secret = Secret(PHONE)
    assert (repr(secret), str(secret), f"{secret}", f"{[secret]}") == (
        "Secret(***)",
        "Secret(***)",
        "Secret(***)",
        "[Secret(***)]",
    )
    assert secret.unwrap() == PHONE
    for travel in (pickle.dumps, copy.copy, json.dumps):
        with pytest.raises(TypeError):
            travel(secret)
