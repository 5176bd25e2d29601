"""Django app of the holdings room."""

from django.apps import AppConfig


class HoldingsConfig(AppConfig):
    """Label ``holdings``."""

    name = "yinqiao.holdings"
    label = "holdings"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.holdings import registration  # noqa: F401
