"""What rooms above narrow the list of customers by: each gives its choices and the customers that fit, for one actor."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import Registry

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A filter of the list under `key`, a field of `CustomerFilter`. `title` is an English msgid.

    `choices(actor)` are (value, name); `fitting(value)` are the ids of the customers that fit, to be read within the scope of the list.
    """

    key: str
    title: str
    permission: str
    choices: Callable[[Actor], Choices]
    fitting: Callable[[str], Iterable[int]]


narrowings: Final[Registry[Narrowing]] = Registry("what the list of customers is narrowed by")


def narrowing_for(actor: Actor, key: str) -> Narrowing | None:
    """Return the filter if there is one that the actor may use."""
    found = narrowings.find(key)
    return found if found is not None and actor.can(found.permission) else None
