"""Django app of stored files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Label ``files``."""

    name = "yinqiao.platform.files"
    label = "files"
