"""Django app of performance."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """Label ``performance``."""

    name = "yinqiao.sales.performance"
    label = "performance"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.performance import registration  # noqa: F401
