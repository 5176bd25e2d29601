"""Django app of the parameters."""

from django.apps import AppConfig


class ParametersConfig(AppConfig):
    """Label ``parameters``."""

    name = "yinqiao.platform.parameters"
    label = "parameters"

    def ready(self) -> None:
        """Register permissions and the menu item."""
        from yinqiao.platform.parameters import registration  # noqa: F401
