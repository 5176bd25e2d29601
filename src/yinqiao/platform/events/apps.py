"""Django app of the outbox."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Label ``events``."""

    name = "yinqiao.platform.events"
    label = "events"
