"""Django app of scripts."""

from django.apps import AppConfig


class ScriptsConfig(AppConfig):
    """Label ``scripts``."""

    name = "yinqiao.sales.scripts"
    label = "scripts"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.scripts import registration  # noqa: F401
