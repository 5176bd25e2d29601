"""Django app of the integrations room."""

from django.apps import AppConfig


class IntegrationsConfig(AppConfig):
    """Label ``integrations``."""

    name = "yinqiao.integrations"
    label = "integrations"
