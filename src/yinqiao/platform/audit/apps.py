"""Django app of the audit trail."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Label ``audit``."""

    name = "yinqiao.platform.audit"
    label = "audit"

    def ready(self) -> None:
        """Register permissions, menu and the sealing schedule."""
        from yinqiao.platform.audit import registration  # noqa: F401
