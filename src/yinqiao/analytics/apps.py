"""Django app of the analytics room."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    """Label ``analytics``."""

    name = "yinqiao.analytics"
    label = "analytics"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.analytics import registration  # noqa: F401
