"""Django app of due diligence."""

from django.apps import AppConfig


class DiligenceConfig(AppConfig):
    """Label ``diligence``."""

    name = "yinqiao.compliance.diligence"
    label = "diligence"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.compliance.diligence import registration  # noqa: F401
