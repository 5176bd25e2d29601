"""Django app of the insights room."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """Label ``insights``."""

    name = "yinqiao.insights"
    label = "insights"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.insights import registration  # noqa: F401
