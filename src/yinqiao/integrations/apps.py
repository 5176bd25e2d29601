"""Django app of the integrations room."""

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    """Label ``integrations``."""

    name = "yinqiao.integrations"
    label = "integrations"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.integrations import registration  # noqa: F401
