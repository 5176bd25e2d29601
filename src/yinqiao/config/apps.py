"""Django app of the composition: holds no models."""

from django.apps import AppConfig


class CompositionConfig(AppConfig):
    """Label ``config``."""

    name = "yinqiao.config"
    label = "config"
