"""The panel of tags on the customer page."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from yinqiao.insights import policies, queries
from yinqiao.platform import clock
from yinqiao.platform.ui.views.page import Page, PageKind


class TagsPanel(Page):
    """The tags in force, as chips."""

    permission = policies.VIEW
    kind = PageKind.FRAGMENT
    template_name = "insights/tags.html"
    title = cast("str", gettext_lazy("Tags"))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the chips of customer `pk`."""
        return self.page(
            {"tags": queries.tags_of(actor=self.actor, customer_id=pk, now=clock.now())}
        )
