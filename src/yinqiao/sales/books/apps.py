"""Django app of books of customers."""

from django.apps import AppConfig


class BooksConfig(AppConfig):
    """Label ``books``."""

    name = "yinqiao.sales.books"
    label = "books"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.books import registration  # noqa: F401
