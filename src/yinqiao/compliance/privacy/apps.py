"""Django app of privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Label ``privacy``."""

    name = "yinqiao.compliance.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.compliance.privacy import registration  # noqa: F401
