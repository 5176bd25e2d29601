"""Django app of the products room."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    """Label ``products``."""

    name = "yinqiao.products"
    label = "products"

    def ready(self) -> None:
        """Register what this room puts on offer."""
        from yinqiao.products import registration  # noqa: F401
