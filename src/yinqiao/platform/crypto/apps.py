"""Django app of encryption: keeps the fingerprints of the keys that the data was written with."""

from django.apps import AppConfig


class CryptoConfig(AppConfig):
    """Label ``crypto``."""

    name = "yinqiao.platform.crypto"
    label = "crypto"
