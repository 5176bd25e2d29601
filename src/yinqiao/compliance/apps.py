"""Django app of the compliance room."""

from django.apps import AppConfig


class ComplianceConfig(AppConfig):
    """Label ``compliance``."""

    name = "yinqiao.compliance"
    label = "compliance"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.compliance import registration  # noqa: F401
