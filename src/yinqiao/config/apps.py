"""Django app of the composition: holds no models."""

from django.apps import AppConfig


class CompositionConfig(AppConfig):
    """Label ``config``."""

    name = "yinqiao.config"
    label = "config"

    def ready(self) -> None:
        """Register the page of the machine room."""
        from yinqiao.config import registration  # noqa: F401
