"""Django app of the REST frame."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    """Label ``rest``."""

    name = "yinqiao.platform.rest"
    label = "rest"

    def ready(self) -> None:
        """Declare the limits as parameters, and the cleaning job."""
        from yinqiao.platform.rest import registration  # noqa: F401
