"""The detail page: one object, and panels that their own rooms load into it (contract: panels by HTMX)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.views.page import Page, PageKind

ObjectT = TypeVar("ObjectT")


@dataclass(frozen=True, slots=True)
class Slot:
    """One panel to load: `url` answers with a fragment for this object. `count` is asked for by pages that draw it as a tab."""

    key: str
    title: str
    url: str
    width: int
    icon: str = ""
    travels: bool = False
    count: Callable[[Actor, int], int | None] | None = None


def slots(place: str, *, actor: Actor, pk: int | str, kind: str = "") -> tuple[Slot, ...]:
    """Return the registered panels of `place` that the actor may see, in their order; none that is for another `kind` of object."""
    found = [
        panel
        for panel in registry.panels.values()
        if panel.place == place and panel.only in {"", kind}
    ]
    allowed = [panel for panel in found if not panel.permission or actor.can(panel.permission)]
    allowed.sort(key=lambda panel: panel.order)
    return tuple(
        Slot(
            panel.key,
            _(panel.title),
            reverse(panel.url_name, args=[pk]),
            panel.width,
            panel.icon,
            panel.travels,
            panel.count,
        )
        for panel in allowed
    )


class DetailPage(Page, Generic[ObjectT]):
    """One object as its read model. `read` raises NotFound for an absent or foreign one (contract 17).

    `places` name the panel slots of the template: ``{"overview": "customer.overview", "tabs": "customer.tab"}``.
    """

    kind = PageKind.DETAIL
    template_name = "ui/detail.html"
    places: ClassVar[Mapping[str, str]] = {}

    def read(self, pk: int) -> ObjectT:
        """Return the read model of object `pk` as this actor may see it."""
        raise NotImplementedError

    def title_of(self, found: ObjectT) -> str:
        """Return the page title."""
        return str(found)

    def breadcrumbs(self, found: ObjectT) -> Sequence[tuple[str, str]]:
        """Return (title, url) of the pages above this one."""
        return ()

    def extra(self, found: ObjectT) -> Mapping[str, object]:
        """Return more context."""
        return {}

    def get(self, request: HttpRequest, *args: object, pk: int, **kwargs: object) -> HttpResponse:
        """Show the object."""
        found = self.read(pk)
        panels = {
            name: slots(place, actor=self.actor, pk=pk) for name, place in self.places.items()
        }
        return self.page(
            {
                "object": found,
                "title": self.title_of(found),
                "breadcrumbs": self.breadcrumbs(found),
                "panels": panels,
                **self.extra(found),  # noqa: S610 (not a queryset)
            }
        )
