"""Django app of advice."""

from django.apps import AppConfig


class AdviceConfig(AppConfig):
    """Label ``advice``."""

    name = "yinqiao.sales.advice"
    label = "advice"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.advice import registration  # noqa: F401
