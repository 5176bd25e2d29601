"""Django app of the organization: registers what the room offers."""

from django.apps import AppConfig


class OrganizationConfig(AppConfig):
    """Label ``organization``."""

    name = "yinqiao.organization"
    label = "organization"

    def ready(self) -> None:
        """Fill the registries."""
        from yinqiao.organization import registration  # noqa: F401
