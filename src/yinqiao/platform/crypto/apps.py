"""Django app of encryption: keeps the fingerprints of the keys that the data was written with."""

from django.apps import AppConfig


class CryptoConfig(AppConfig):
    """Label ``crypto``."""

    name = "yinqiao.platform.crypto"
    label = "crypto"

    def ready(self) -> None:
        """Register the readiness check."""
        from yinqiao.platform.crypto import registration  # noqa: F401
