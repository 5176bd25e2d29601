"""Django app of chances."""

from django.apps import AppConfig


class ChancesConfig(AppConfig):
    """Label ``chances``."""

    name = "yinqiao.sales.chances"
    label = "chances"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.chances import registration  # noqa: F401
