"""What a select with ``data-search`` asks while a person types."""

from collections.abc import Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse

from yinqiao.platform.ui.views.page import Page, PageKind

LONGEST: Final = 40


class ChoicesPage(Page):
    """The choices that match what is typed; a subclass gives `choices(search)`."""

    kind = PageKind.FRAGMENT

    def choices(self, search: str) -> Iterable[tuple[str, str]]:
        """Return value and text of what matches; the first ones for an empty `search`."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Answer ``[{"value": …, "text": …}]``, in the order given."""
        search = request.GET.get("q", "").strip()[:LONGEST]
        found = [{"value": value, "text": text} for value, text in self.choices(search)]
        return JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
