"""Django app of the database seams (it has SQL functions in its migrations and no tables)."""

from django.apps import AppConfig


class DbConfig(AppConfig):
    """Label ``db``."""

    name = "yinqiao.platform.db"
    label = "db"
