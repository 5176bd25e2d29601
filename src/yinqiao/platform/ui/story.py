"""What the timeline of a customer asks of the rooms: each tells what it knows happened, the timeline puts it in order.

Rooms register in their `apps.ready()`. What they tell is scoped and masked for the actor by the room that tells it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import Registry


@dataclass(frozen=True, slots=True)
class StoryPart:
    """Which part is asked for: the newest `limit` that happened up to `before` and from `since` on, both included; None: no bound.

    `party_ids` are the ids under which rows of the customer may stand: her own, and those of records that went into hers.
    With `as_of` only what was known then. Who asks has made sure that the customer is in the actor's scope; `in_team` tells whether
    she manages the customer.
    """

    customer_id: int
    party_ids: tuple[int, ...]
    in_team: bool
    limit: int
    now: datetime
    before: datetime | None = None
    since: datetime | None = None
    as_of: datetime | None = None

    @property
    def today(self) -> date:
        """The day as of which is told."""
        return clock.bank_date(self.as_of or self.now)

    @property
    def until(self) -> datetime | None:
        """The last moment that may be told of."""
        bounds = [moment for moment in (self.before, self.as_of) if moment is not None]
        return min(bounds, default=None)

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment lies within the bounds."""
        until = self.until
        return (until is None or moment <= until) and (self.since is None or moment >= self.since)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. `id` tells those of one moment apart; `facts` are short texts beside the title.

    `is_day`: only the day is known (T+1 data never has a clock time). `staff_id` is who did it, `url` where it opens.
    """

    at: datetime
    id: int
    icon: str
    title: str
    text: str = ""
    facts: tuple[str, ...] = ()
    who: str = ""
    staff_id: int | None = None
    url: str = ""
    is_day: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """A kind of happening. `title` is an English msgid; `tell` gives the wanted part, newest first."""

    key: str
    title: str
    permission: str
    tell: Callable[[Actor, StoryPart], Sequence[Happening]]
    order: int = 100


stories: Final[Registry[Story]] = Registry("what the timeline of a customer tells")


def moment_of(day: date) -> datetime:
    """Return the moment at which something of a day is put: its beginning at the bank."""
    return datetime.combine(day, time.min, tzinfo=clock.BANK_ZONE)


def wanted(happenings: Iterable[Happening], part: StoryPart) -> list[Happening]:
    """Return those within the part, newest first: for rooms that hold few rows of a customer and read them all."""
    within = [one for one in happenings if part.holds(one.at)]
    within.sort(key=lambda one: (one.at, one.id), reverse=True)
    return within[: part.limit]
