"""The keys, outside the database: one JSON file, readable by its owner only, made at the first start.

Form: ``{"active": 1, "keys": {"1": {"alg": "AES-256-GCM", "key": base64}}, "index": base64, "audit": base64, "signing": base64}``.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

AES_256_GCM = 1
SM4_GCM = 2
ALGORITHMS = {"AES-256-GCM": (AES_256_GCM, 32), "SM4-GCM": (SM4_GCM, 16)}


class KeyringError(Exception):
    """The key file is missing or cannot be read; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class FieldKey:
    """One data key: `number` stands in front of each value written with it."""

    number: int
    algorithm: int
    key: bytes


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys of one installation; `active` writes, every key reads."""

    active: FieldKey
    keys: dict[int, FieldKey]
    index_key: bytes
    audit_key: bytes
    signing_key: bytes


def path() -> Path:
    """Return where the key file lies: YINQIAO_KEYRING or keys/keyring.json in the state folder."""
    return Path(os.environ.get("YINQIAO_KEYRING") or settings.HOME / "keys" / "keyring.json")


def create(target: Path, *, algorithm: str = "AES-256-GCM") -> None:
    """Write a new key file at `target` (mode 0600); raise FileExistsError rather than overwrite keys."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    size = ALGORITHMS[algorithm][1]
    text = json.dumps(
        {
            "active": 1,
            "keys": {"1": {"alg": algorithm, "key": _encode(secrets.token_bytes(size))}},
            "index": _encode(secrets.token_bytes(32)),
            "audit": _encode(secrets.token_bytes(32)),
            "signing": _encode(secrets.token_bytes(32)),
        },
        indent=1,
    )
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)


@lru_cache(maxsize=1)
def load() -> Keyring:
    """Read the key file once per process; raise KeyringError with the remedy."""
    source = path()
    try:
        data = json.loads(source.read_text())
        keys = {
            int(number): _field_key(int(number), entry) for number, entry in data["keys"].items()
        }
        return Keyring(
            active=keys[int(data["active"])],
            keys=keys,
            index_key=_decode(data["index"]),
            audit_key=_decode(data["audit"]),
            signing_key=_decode(data["signing"]),
        )
    except FileNotFoundError:
        message = f"No key file at {source}. Start with `yinqiao up` once, or restore the file from the key backup."
        raise KeyringError(message) from None
    except (KeyError, ValueError, TypeError) as error:
        message = f"The key file {source} cannot be read: {error}. Restore it from the key backup."
        raise KeyringError(message) from error


def name_of(algorithm: int) -> str:
    """Return what the key file calls an algorithm."""
    return next(name for name, (code, _size) in ALGORITHMS.items() if code == algorithm)


def _field_key(number: int, entry: dict[str, str]) -> FieldKey:
    algorithm, size = ALGORITHMS[entry["alg"]]
    key = _decode(entry["key"])
    if len(key) != size:
        message = f"key {number} has {len(key)} bytes, {size} expected"
        raise ValueError(message)
    return FieldKey(number, algorithm, key)


def _encode(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _decode(value: str) -> bytes:
    return base64.b64decode(value, validate=True)
