"""Event classes and who listens: frozen dataclasses of ids and plain values, named ``room.PastTense``."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, ClassVar, Protocol, TypeVar, get_args, get_type_hints

E = TypeVar("E", bound="type[Event]")


class Event(Protocol):
    """Any frozen dataclass registered with `event`."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A handler under a stable name: `handle(event, now)` runs in its own transaction."""

    name: str
    event: str
    handle: Callable[..., None]


_READERS: dict[object, Callable[[str], object]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    Decimal: Decimal,
}
_classes: dict[str, type[Event]] = {}
_kinds: dict[type[Event], str] = {}
_subscriptions: dict[str, Subscription] = {}


def event(kind: str) -> Callable[[E], E]:
    """Register a frozen dataclass as the event `kind` (``customers.ContactCorrected``)."""

    def register(cls: E) -> E:
        if kind in _classes and _classes[kind].__qualname__ != cls.__qualname__:
            message = f"event {kind} is registered twice"
            raise ValueError(message)
        _classes[kind] = cls
        _kinds[cls] = kind
        return cls

    return register


def subscribe(
    cls: type[Event], *, name: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a handler of `cls`; `name` is stable over releases because effects are keyed by it."""

    def register(handle: Callable[..., None]) -> Callable[..., None]:
        _subscriptions[name] = Subscription(name=name, event=_kinds[cls], handle=handle)
        return handle

    return register


def subscriptions_of(kind: str) -> list[Subscription]:
    """Return the handlers of one event kind."""
    return [subscription for subscription in _subscriptions.values() if subscription.event == kind]


def subscription(name: str) -> Subscription | None:
    """Return the handler of that name, or None when a release dropped it."""
    return _subscriptions.get(name)


def kind_of(published: Event) -> str:
    """Return the kind of an event; raise KeyError for an unregistered class."""
    return _kinds[type(published)]


def to_plain(published: Event) -> dict[str, object]:
    """Turn an event into JSON-plain values."""
    return {
        field.name: _plain(getattr(published, field.name))
        for field in dataclasses.fields(published)
    }


def from_plain(kind: str, data: dict[str, object]) -> Event:
    """Rebuild an event from its stored form; unknown keys are ignored, so that a newer writer does not break us."""
    cls = _classes[kind]
    hints = get_type_hints(cls)
    values = {
        name: _typed(hints[name], data[name]) for name in cls.__dataclass_fields__ if name in data
    }
    return cls(**values)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list | frozenset | set):
        return [_plain(item) for item in value]
    return value


def _typed(hint: object, value: object) -> object:
    # ``date | None`` is read as a date.
    options = [part for part in get_args(hint) if part is not type(None)]
    if isinstance(hint, UnionType) and len(options) == 1:
        hint = options[0]
    read = _READERS.get(hint)
    if value is None or read is not None:
        return None if read is None or value is None else read(str(value))
    if getattr(hint, "__origin__", None) is tuple and isinstance(value, list):
        return tuple(value)
    return value
