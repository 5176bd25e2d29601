"""The side menu, the tab bar and the new menu: what is registered, as far as the actor may open it (UI.md §6)."""

from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import ports

# After G (UI.md §7); the first nine entries also answer to their number.
GO_KEYS: Final = {
    "workbench": "H",
    "customers": "C",
    "opportunities": "O",
    "tickets": "T",
    "segments": "S",
}


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of a menu, ready to show. `go` is its letter after G, `letter` its single key; `is_dialog`: it opens over the page."""

    key: str
    title: str
    url: str
    icon: str
    is_current: bool = False
    has_count: bool = False
    go: str = ""
    letter: str = ""
    is_dialog: bool = False


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """Entries under one heading; the first group has none."""

    title: str
    entries: tuple[MenuEntry, ...]


def landing_of(actor: Actor) -> str:
    """Return the address of the landing page of the first role that has one, else of the first page of the menu."""
    names = [name for role in actor.roles if (name := registry.landing.find(role))]
    url = next((url for name in names if (url := _address(name))), "")
    first = next((entry.url for group in menu_of(actor, here="") for entry in group.entries), "")
    return url or first or reverse("ui:preferences")


def menu_of(actor: Actor | None, *, here: str) -> tuple[MenuGroup, ...]:
    """Return the groups in the order of their first entries. The entry whose address is the longest prefix of `here` is current."""
    items = _items(actor)
    current = max((url for _item, url in items if _is_under(here, url)), key=len, default="")
    groups: dict[str, list[MenuEntry]] = {}
    for item, url in items:
        entry = MenuEntry(
            key=item.key,
            title=item.title_for(actor) if item.title_for and actor else _(item.title),
            url=url,
            icon=item.icon,
            is_current=url == current,
            has_count=item.count is not None,
            go=GO_KEYS.get(item.key, ""),
        )
        groups.setdefault(item.group, []).append(entry)
    return tuple(
        MenuGroup(_(title) if title else "", tuple(entries)) for title, entries in groups.items()
    )


def counts_of(actor: Actor) -> dict[str, int]:
    """Return the live numbers of the actor's menu, by key (0: nothing to show)."""
    return {item.key: item.count(actor) or 0 for item, _url in _items(actor) if item.count}


def new_items_of(actor: Actor | None) -> tuple[MenuEntry, ...]:
    """Return what the actor may create."""
    if actor is None:
        return ()
    allowed = [item for item in ports.new_items.values() if actor.can(item.permission)]
    found = [(item, _address(item.url_name)) for item in allowed]
    return tuple(
        MenuEntry(
            item.key,
            _(item.title),
            url,
            item.icon,
            letter=item.letter,
            is_dialog=item.is_dialog,
        )
        for item, url in found
        if url
    )


def _items(actor: Actor | None) -> list[tuple[registry.MenuItem, str]]:
    if actor is None:
        return []
    allowed = [
        item for item in registry.menu.values() if not item.permission or actor.can(item.permission)
    ]
    allowed.sort(key=lambda item: item.order)
    found = [(item, _address(item.url_name)) for item in allowed]
    return [(item, url) for item, url in found if url]


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _is_under(here: str, url: str) -> bool:
    return here == url or (url != "/" and here.startswith(url if url.endswith("/") else f"{url}/"))
