"""Django app of deals."""

from django.apps import AppConfig


class DealsConfig(AppConfig):
    """Label ``deals``."""

    name = "yinqiao.sales.deals"
    label = "deals"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.deals import registration  # noqa: F401
