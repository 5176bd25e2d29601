"""Django app of access: registers what the room offers."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Label ``access``."""

    name = "yinqiao.access"
    label = "access"

    def ready(self) -> None:
        """Fill the registries."""
        from yinqiao.access import registration  # noqa: F401
