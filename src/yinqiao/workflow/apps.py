"""Django app of the workflow room."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """Label ``workflow``."""

    name = "yinqiao.workflow"
    label = "workflow"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.workflow import registration  # noqa: F401
