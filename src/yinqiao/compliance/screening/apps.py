"""Django app of screening."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """Label ``screening``."""

    name = "yinqiao.compliance.screening"
    label = "screening"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.compliance.screening import registration  # noqa: F401
