"""Django app of the maturity planner."""

from django.apps import AppConfig


class MaturitiesConfig(AppConfig):
    """Label ``maturities``."""

    name = "yinqiao.sales.maturities"
    label = "maturities"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.maturities import registration  # noqa: F401
