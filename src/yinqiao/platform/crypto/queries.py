"""Whether the key file belongs to this database."""

import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yinqiao.platform.crypto import keyring
from yinqiao.platform.crypto.models import KeyCheck

INDEX_NUMBER = 0
INDEX_ALGORITHM: Final = "HMAC-SHA-256"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key of the key file, without the key: since when this database knows it, and whether it is the one that works now."""

    number: int
    algorithm: str
    is_index: bool
    is_active: bool
    recorded_at: datetime | None


def key_lines() -> list[KeyLine]:
    """Return the keys that this process holds, the blind-index key last; raise KeyringError when the file cannot be read.

    Who may ask is checked by the page above: this package stands below the trail that a refusal is written to.
    """
    ring = keyring.load()
    since = dict(KeyCheck.objects.values_list("number", "recorded_at"))
    sealing = [
        KeyLine(
            number=number,
            algorithm=keyring.name_of(key.algorithm),
            is_index=False,
            is_active=number == ring.active.number,
            recorded_at=since.get(number),
        )
        for number, key in sorted(ring.keys.items())
    ]
    index = KeyLine(
        INDEX_NUMBER,
        INDEX_ALGORITHM,
        is_index=True,
        is_active=True,
        recorded_at=since.get(INDEX_NUMBER),
    )
    return [*sealing, index]


def fingerprints() -> dict[int, bytes]:
    """Return number -> fingerprint of every key in the key file (0 is the blind-index key)."""
    ring = keyring.load()
    result = {number: _fingerprint(key.key) for number, key in ring.keys.items()}
    result[INDEX_NUMBER] = _fingerprint(ring.index_key)
    return result


def key_check() -> tuple[bool, str]:
    """Compare the key file with the fingerprints in the database; (True, "") when they agree or none is recorded yet."""
    try:
        have = fingerprints()
    except keyring.KeyringError as error:
        return False, str(error)
    recorded = {row.number: bytes(row.fingerprint) for row in KeyCheck.objects.all()}
    wrong = _wrong(have, recorded)
    if wrong:
        return False, (
            f"The key file {keyring.path()} does not belong to this database (keys {wrong}). "
            "Nothing was changed. Put the key file back that was made with this database."
        )
    return True, ""


def readiness() -> tuple[bool, str]:
    """Tell in a word or two, for a probe that anybody may ask, whether this process holds the keys of its database."""
    try:
        have = fingerprints()
    except keyring.KeyringError:
        return False, "no key file"
    recorded = {row.number: bytes(row.fingerprint) for row in KeyCheck.objects.all()}
    if not recorded:
        return False, "no key recorded"
    return (False, "wrong key file") if _wrong(have, recorded) else (True, "")


def _wrong(have: dict[int, bytes], recorded: dict[int, bytes]) -> list[int]:
    return sorted(number for number, value in recorded.items() if have.get(number) != value)


def _fingerprint(key: bytes) -> bytes:
    return hmac.digest(key, b"yinqiao key check", "sha256")[:16]
