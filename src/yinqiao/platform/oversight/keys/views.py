"""The keys in the key file: number, algorithm, since when."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as lazy

from yinqiao.platform.crypto import policies, queries
from yinqiao.platform.ui.views.page import Page


class KeysPage(Page):
    """Which keys seal and open this bank's values."""

    permission = policies.VIEW_KEYS
    template_name = "keys/list.html"
    title = lazy("Data keys")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show them; a process without its keys is not ready and serves no page."""
        return self.page({"keys": queries.key_lines()})
