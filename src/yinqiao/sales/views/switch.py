"""Board, list and forecast of the same opportunities: the switch between them."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

VIEWS = (
    ("sales:board", _("Board")),
    ("sales:list", _("As a list")),
    ("sales:forecast", _("Forecast")),
)
LIST = "sales:list"


def switch(request: HttpRequest, current: str) -> list[Mapping[str, object]]:
    """Return the links; board and forecast have one filter, which goes along."""
    query = request.GET.urlencode() if current != LIST else ""
    return [
        {
            "url": reverse(name) + (f"?{query}" if query and name != LIST else ""),
            "title": title,
            "is_current": name == current,
            "count": None,
        }
        for name, title in VIEWS
    ]
