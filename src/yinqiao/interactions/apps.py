"""Django app of the interactions room."""

from django.apps import AppConfig


class InteractionsConfig(AppConfig):
    """Label ``interactions``."""

    name = "yinqiao.interactions"
    label = "interactions"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.interactions import registration  # noqa: F401
