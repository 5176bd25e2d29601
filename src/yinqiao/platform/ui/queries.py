"""What a user chose, and the views she saved; defaults for everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import Error as DatabaseError
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.ui import desk, layouts
from yinqiao.platform.ui.choices import Density, Rise, Theme
from yinqiao.platform.ui.models import SavedView, UserPreference, WorkbenchLayout

# Beyond any tour: a number that was sent is held against it.
LAST_TOUR_STEP = 50


@dataclass(frozen=True, slots=True)
class Preferences:
    """The look of the pages, and how far the tour was seen. `language` empty means what the browser or the cookie says."""

    theme: str = Theme.AUTO
    language: str = ""
    rise: str = Rise.RED
    density: str = Density.STANDARD
    has_shortcuts: bool = False
    tour_step: int = 0
    is_tour_over: bool = False


def preferences_of(*, actor: Actor | None) -> Preferences:
    """Return the actor's choices; the defaults before sign-in, for jobs, and if the database cannot be asked."""
    if actor is None or actor.user_id is None:
        return Preferences()
    try:
        row = UserPreference.objects.filter(user_id=actor.user_id).first()
    except DatabaseError:
        return Preferences()
    return read(row.data) if row else Preferences()


def read(data: Mapping[str, object]) -> Preferences:
    """Turn stored JSON into preferences; values that are no longer offered fall back to the default."""
    plain = Preferences()
    return Preferences(
        theme=_one_of(data.get("theme"), Theme.values, plain.theme),
        language=str(data.get("language", "")),
        rise=_one_of(data.get("rise"), Rise.values, plain.rise),
        density=_one_of(data.get("density"), Density.values, plain.density),
        has_shortcuts=data.get("has_shortcuts") is True,
        tour_step=_step(data.get("tour_step")),
        is_tour_over=data.get("is_tour_over") is True,
    )


def _step(value: object) -> int:
    return min(value, LAST_TOUR_STEP) if isinstance(value, int) and value > 0 else 0


def _one_of(value: object, allowed: list[str], default: str) -> str:
    return str(value) if value in allowed else default


@dataclass(frozen=True, slots=True)
class ViewCard:
    """A saved view of the actor."""

    id: int
    page: str
    name: str
    query: str
    is_default: bool
    version: int


def views_of(*, actor: Actor, page: str) -> tuple[ViewCard, ...]:
    """Return the actor's own views of one list, by name."""
    if actor.user_id is None:
        return ()
    found = SavedView.objects.filter(owner_id=actor.user_id, page=page, removed_at=None)
    return tuple(card(row) for row in found.order_by("name", "pk"))


def view(*, actor: Actor, view_id: int) -> ViewCard:
    """Return one of the actor's own views; raise NotFound for an absent or foreign one."""
    live = SavedView.objects.filter(pk=view_id, removed_at=None)
    found = live.filter(owner_id=actor.user_id).first() if actor.user_id is not None else None
    if found is None:
        raise NotFound(_("There is no such view."))
    return card(found)


def card(row: SavedView) -> ViewCard:
    """Return the read model of a row."""
    return ViewCard(row.pk, row.page, row.name, row.query, row.is_default, row.version)


def workbench_of(*, actor: Actor) -> list[layouts.Placed]:
    """Return the blocks that the actor may see, in the order and the columns she chose."""
    allowed = [block for block in desk.blocks.values() if block.may_see(actor)]
    if actor.user_id is None:
        return layouts.arrange(allowed, {})
    chosen = WorkbenchLayout.objects.filter(user_id=actor.user_id).values_list("blocks", flat=True)
    return layouts.arrange(allowed, chosen.first() or {})
