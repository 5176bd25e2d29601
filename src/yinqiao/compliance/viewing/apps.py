"""Django app of viewing."""

from django.apps import AppConfig


class ViewingConfig(AppConfig):
    """Label ``viewing``."""

    name = "yinqiao.compliance.viewing"
    label = "viewing"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.compliance.viewing import registration  # noqa: F401
