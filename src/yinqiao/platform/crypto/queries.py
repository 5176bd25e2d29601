"""Whether the key file belongs to this database."""

import hmac

from yinqiao.platform.crypto import keyring
from yinqiao.platform.crypto.models import KeyCheck

INDEX_NUMBER = 0


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
