"""Django app of campaign lists."""

from django.apps import AppConfig


class CampaignListsConfig(AppConfig):
    """Label ``campaign_lists``."""

    name = "yinqiao.sales.campaign_lists"
    label = "campaign_lists"

    def ready(self) -> None:
        """Register what it puts on offer."""
        from yinqiao.sales.campaign_lists import registration  # noqa: F401
