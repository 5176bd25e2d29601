"""What is in force on a day. Values are read in one query and kept for two seconds per process."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext

from yinqiao.platform import clock, registry
from yinqiao.platform.kept import Kept
from yinqiao.platform.parameters.models import ParameterValue

KEEP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Version:
    """One value with the day it holds from; `set_at` is None for the definition's own value."""

    value: object
    effective_from: date
    reason: str
    set_by_name: str
    set_at: datetime | None


@dataclass(frozen=True, slots=True)
class ParameterCard:
    """A parameter with the value in force on the day asked for and all its versions, newest first."""

    definition: registry.ParameterDefinition
    current: Version
    versions: tuple[Version, ...]


def forget() -> None:
    """Read again at the next call (after a write, and between tests)."""
    _kept.forget()


def value(key: str, *, on: date | None = None) -> object:
    """Return the value of `key` in force on day `on` (default: today at the bank)."""
    return in_force(key, on=on or clock.bank_date(clock.now())).value


def integer(key: str, *, on: date | None = None) -> int:
    """Return an integer parameter."""
    return int(str(value(key, on=on)))


def decimal(key: str, *, on: date | None = None) -> Decimal:
    """Return a decimal parameter (kept as text, so that no binary fraction comes in)."""
    return Decimal(str(value(key, on=on)))


def text(key: str, *, on: date | None = None) -> str:
    """Return a text parameter."""
    return str(value(key, on=on))


def written(value: object) -> str:
    """Write a value as the form reads it back: lists with commas, true and false in small letters."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)


def said(definition: registry.ParameterDefinition, value: object) -> tuple[str, str]:
    """Return a value and its unit as people read them: codes by name, where the definition knows their names."""
    if definition.say is not None:
        return definition.say(value), ""
    return written(value), gettext(definition.unit) if definition.unit else ""


def in_force(key: str, *, on: date) -> Version:
    """Return the version of `key` that holds on day `on`; raise KeyError for an unknown key.

    Before its first day the first value holds: data can be older than the rules (Berka is of 1993).
    """
    versions = _versions(key)
    return next((version for version in versions if version.effective_from <= on), versions[-1])


def card(key: str, *, on: date) -> ParameterCard:
    """Return one parameter with its history."""
    versions = tuple(_versions(key))
    return ParameterCard(registry.parameters.get(key), in_force(key, on=on), versions)


def cards(
    *, on: date, matches: Callable[[registry.ParameterDefinition], bool] | None = None
) -> list[ParameterCard]:
    """Return all parameters that match, by key."""
    chosen = sorted(
        key
        for key, definition in registry.parameters.items()
        if matches is None or matches(definition)
    )
    return [card(key, on=on) for key in chosen]


def _versions(key: str) -> list[Version]:
    definition = registry.parameters.get(key)
    first = Version(
        definition.value, date.fromisoformat(definition.effective_from), "", definition.owner, None
    )
    return [*_rows().get(key, []), first]


def _rows() -> dict[str, list[Version]]:
    return _kept.get()


def _read() -> dict[str, list[Version]]:
    rows: dict[str, list[Version]] = {}
    for row in ParameterValue.objects.order_by("-effective_from", "-set_at"):
        rows.setdefault(row.key, []).append(
            Version(row.value, row.effective_from, row.reason, row.set_by_name, row.set_at)
        )
    return rows


_kept = Kept(_read, seconds=KEEP_SECONDS)
