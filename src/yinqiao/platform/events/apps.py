"""Django app of the outbox."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Label ``events``."""

    name = "yinqiao.platform.events"
    label = "events"

    def ready(self) -> None:
        """Make the delivery job known to every process."""
        from yinqiao.platform.events import delivery  # noqa: F401
