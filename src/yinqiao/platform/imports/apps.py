"""Django app of imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Label ``imports``."""

    name = "yinqiao.platform.imports"
    label = "imports"

    def ready(self) -> None:
        """Register permissions and menu."""
        from yinqiao.platform.imports import registration  # noqa: F401
