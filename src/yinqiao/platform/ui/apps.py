"""Django app of the shell."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Label ``ui``."""

    name = "yinqiao.platform.ui"
    label = "ui"

    def ready(self) -> None:
        """Declare the brand's parameters."""
        from yinqiao.platform.ui import brand

        brand.register()
