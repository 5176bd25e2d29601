"""What the workbench asks of rooms above it: blocks of its page, things to do, and what stands in the calendar.

Rooms register answers in their `apps.ready()`. Each answer is scoped and masked for the actor by the room that gives it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import Registry
from yinqiao.platform.ui.cells import Tag

VIEW = "ui.view_workbench"


class Column(StrEnum):
    """Where a block stands: across the page, or in one of three columns."""

    TOP = "top"
    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


COLUMNS = (Column.LEFT, Column.MIDDLE, Column.RIGHT)


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the workbench that its owner draws at `url_name` as a fragment. `title` is an English msgid.

    A block that `is_extra` is shown only to who chose it; the others stand on every workbench whose reader has the permission and
    for whom `is_for` says yes (a head without a book of her own has no calls to make).
    """

    key: str
    title: str
    url_name: str
    permission: str
    column: Column
    order: int = 100
    is_extra: bool = False
    is_for: Callable[[Actor], bool] | None = None

    def may_see(self, actor: Actor) -> bool:
        """Tell whether it belongs on the actor's workbench at all."""
        return actor.can(self.permission) and (self.is_for is None or self.is_for(actor))


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do. `at` is a clock time where there is one; T+1 data never has any.

    `happens_on` is the day of what it is about (a maturity), which the detail may be too long to show. `goes_up_on` is the day on which
    it goes up to the supervisor if nobody acts; `is_up`: it did. `up_to` is who is told, or was.
    `done_url` takes a POST that completes it, where that needs nothing more; `later_url` gives a menu to put it off (`views.putting_off`).
    """

    key: str
    title: str
    detail: str
    url: str
    due_on: date | None
    icon: str
    at: time | None = None
    customer: str = ""
    customer_url: str = ""
    tier: str = ""
    tag: Tag | None = None
    happens_on: date | None = None
    goes_up_on: date | None = None
    is_up: bool = False
    up_to: str = ""
    done_url: str = ""
    later_url: str = ""


@dataclass(frozen=True, slots=True)
class TodoAnswer:
    """The most urgent things a room has for the actor, and how many there are in all; what is left out counts too."""

    rows: Sequence[Todo]
    total: int
    late: int = 0
    going_up: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a day of the calendar."""

    on: date
    title: str
    url: str
    at: time | None = None


@dataclass(frozen=True, slots=True)
class DeskAction:
    """A button in the head of the workbench; at most one is `is_primary`. `title` is an English msgid."""

    key: str
    title: str
    url_name: str
    icon: str
    permission: str
    is_primary: bool = False
    is_for: Callable[[Actor], bool] | None = None

    def may_see(self, actor: Actor) -> bool:
        """Tell whether it belongs on the actor's workbench."""
        return actor.can(self.permission) and (self.is_for is None or self.is_for(actor))


blocks: Registry[Block] = Registry("blocks of the workbench")
todos: Registry[Callable[[Actor, datetime, int], TodoAnswer]] = Registry("things to do")
agenda: Registry[Callable[[Actor, date, date], Sequence[Mark]]] = Registry(
    "what is in the calendar"
)
actions: Registry[DeskAction] = Registry("buttons of the workbench")
# Of the days of a span: True where the bank rests although it is no weekend, False where it works although it is one.
rest_days: Registry[Callable[[date, date], Mapping[date, bool]]] = Registry("days off")
