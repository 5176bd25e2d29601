"""The pages of books beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.texts import Text
from yinqiao.sales.books import policies

PAGES: Final[Sequence[tuple[str, Text, str]]] = (
    ("books:list", gettext_lazy("Handovers"), policies.VIEW),
    ("books:pool", gettext_lazy("Waiting for a manager"), policies.LEAD),
    ("books:capacity", gettext_lazy("Book capacity"), policies.LEAD),
    ("books:covers", gettext_lazy("Covers in leave"), policies.VIEW),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of them."""

    title: str
    url: str
    is_current: bool
    count: int | None = None


def tabs(actor: Actor, current: str) -> dict[str, object]:
    """Return the tabs that the actor may open."""
    shown = [
        Tab(str(title), reverse(name), name == current)
        for name, title, permission in PAGES
        if actor.can(permission)
    ]
    return {"tabs": shown, "tabs_label": _("Books")}
