"""What a user chose; defaults for everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import Error as DatabaseError

from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.choices import Density, Rise, Theme
from yinqiao.platform.ui.models import UserPreference


@dataclass(frozen=True, slots=True)
class Preferences:
    """The look of the pages. `language` empty means what the browser or the cookie says."""

    theme: str = Theme.AUTO
    language: str = ""
    rise: str = Rise.RED
    density: str = Density.STANDARD
    has_shortcuts: bool = False


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
    )


def _one_of(value: object, allowed: list[str], default: str) -> str:
    return str(value) if value in allowed else default
