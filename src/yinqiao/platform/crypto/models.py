"""The fingerprints of the keys that wrote the data, so that a wrong key file is noticed at the start."""

from django.db import models


class KeyCheck(models.Model):
    """One row per key number: a keyed digest of a fixed text, useless for finding the key."""

    number = models.PositiveIntegerField(unique=True)
    fingerprint = models.BinaryField(max_length=16)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "crypto_key_check"
