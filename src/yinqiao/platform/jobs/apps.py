"""Django app of the job tables beside procrastinate's."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Label ``jobs``."""

    name = "yinqiao.platform.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Register our own housekeeping job."""
        from yinqiao.platform.jobs import cleaning  # noqa: F401
