"""Django app of leads."""

from django.apps import AppConfig


class LeadsConfig(AppConfig):
    """Label ``leads``."""

    name = "yinqiao.sales.leads"
    label = "leads"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.leads import registration  # noqa: F401
