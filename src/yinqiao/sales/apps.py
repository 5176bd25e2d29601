"""Django app of the sales room."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    """Label ``sales``."""

    name = "yinqiao.sales"
    label = "sales"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.sales import registration  # noqa: F401
