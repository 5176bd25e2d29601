"""Django app of the shell."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Label ``ui``."""

    name = "yinqiao.platform.ui"
    label = "ui"

    def ready(self) -> None:
        """Declare the brand's parameters and the workbench."""
        from yinqiao.platform.ui import brand, registration

        brand.register()
        assert registration  # noqa: S101 - imported for what it registers
