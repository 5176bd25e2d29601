"""Django app of oversight."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Label ``oversight``."""

    name = "yinqiao.platform.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Register the menu, the landing page of auditors and the nightly verification."""
        from yinqiao.platform.oversight import registration  # noqa: F401
