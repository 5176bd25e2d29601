"""Django app of the customers room."""

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    """Label ``customers``."""

    name = "yinqiao.customers"
    label = "customers"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.customers import registration  # noqa: F401
