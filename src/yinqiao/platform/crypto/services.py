"""Record the fingerprints of the keys at the first start."""

from yinqiao.platform.crypto import queries
from yinqiao.platform.crypto.models import KeyCheck


def record_key_check() -> None:
    """Write the fingerprint of each key not recorded yet; existing rows stay as they are."""
    KeyCheck.objects.bulk_create(
        [
            KeyCheck(number=number, fingerprint=value)
            for number, value in queries.fingerprints().items()
        ],
        ignore_conflicts=True,
    )
