"""The timeline of a customer: what every room tells, newest first, page by page, narrowed by kind, person, days and words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yinqiao.customers.queries import card, party_ids
from yinqiao.interactions import policies
from yinqiao.interactions.queries.entries import (
    CONTACT,
    DOCUMENT,
    NOTE,
    TASK,
    Entry,
    contacts_told,
    documents_told,
    entry_of,
    notes_told,
    tasks_told,
)
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui.story import Story, StoryPart, moment_of, stories

PAGE: Final = 20
# Words and people are looked for in what the reader sees, entry by entry: so many at a time.
SEARCHED: Final = 500
MOST_SEEN: Final = 5_000
_MICROSECOND: Final = timedelta(microseconds=1)
Tell = Callable[[Actor, StoryPart], list[Entry]]
OWN: Final[dict[str, tuple[str, str, Tell]]] = {
    CONTACT: (gettext_noop("Contacts with the customer"), policies.VIEW_TIMELINE, contacts_told),
    NOTE: (gettext_noop("Notes"), policies.VIEW_TIMELINE, notes_told),
    TASK: (gettext_noop("Tasks"), policies.VIEW_TASKS, tasks_told),
    DOCUMENT: (gettext_noop("Documents"), policies.VIEW_TIMELINE, documents_told),
}


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """What is asked for; empty: everything. `until` is included; `words` are looked for together, in what the reader sees."""

    kind: str = ""
    staff_id: int | None = None
    since: date | None = None
    until: date | None = None
    words: str = ""

    @property
    def is_searching(self) -> bool:
        """Tell whether entries have to be looked through one by one."""
        return self.staff_id is not None or bool(self.words.split())

    def fits(self, entry: Entry) -> bool:
        """Tell whether an entry is by the person and has all the words."""
        if self.staff_id is not None and entry.staff_id != self.staff_id:
            return False
        said = entry.said.casefold()
        return all(word in said for word in self.words.casefold().split())


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of entries. `next_cursor` leads to the earlier ones, "" at the end.

    `searched_to`: a search has come as far as that day and found less than a page, and there is more to look through.
    """

    entries: tuple[Entry, ...]
    next_cursor: str = ""
    searched_to: date | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """How far the reader has come: everything before `at`, and of that moment itself `seen` entries."""

    at: datetime
    seen: int

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.seen}"


def timeline_of(
    *,
    actor: Actor,
    customer_id: int,
    now: datetime | None = None,
    as_of: datetime | None = None,
    wanted: TimelineFilter | None = None,
    cursor: str = "",
    limit: int = PAGE,
) -> Timeline:
    """Return the page of entries that follows `cursor` (the first without one), as known at `as_of` (None: now).

    Raises NotFound outside the scope. A cursor that is none is read as the beginning.
    """
    customer = card.require_customer(actor=actor, customer_id=customer_id)
    asked = wanted or TimelineFilter()
    place = _read(cursor)
    step = SEARCHED if asked.is_searching else limit
    part = StoryPart(
        customer_id,
        tuple(party_ids(customer_id)),
        in_team=card.is_in_team(actor=actor, customer=customer),
        limit=step + 1 + (place.seen if place else 0),
        now=now or clock.now(),
        before=_before(asked, place),
        since=moment_of(asked.since) if asked.since else None,
        as_of=as_of,
    )
    told = _told(actor, part, kind=asked.kind)
    return _page(told, place, asked=asked, step=step, limit=limit)


def kind_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return the kinds of entry that the actor may see, as (key, name)."""
    return [(key, _(title)) for key, title, _tell in _sources(actor)]


def _sources(actor: Actor) -> Iterator[tuple[str, str, Tell]]:
    for key, (title, permission, tell) in OWN.items():
        if actor.can(permission):
            yield key, title, tell
    for story in sorted(stories.values(), key=lambda one: one.order):
        if actor.can(story.permission):
            yield story.key, story.title, _teller(story)


def _teller(story: Story) -> Tell:
    return lambda actor, part: [entry_of(story, told) for told in story.tell(actor, part)]


def _told(actor: Actor, part: StoryPart, *, kind: str) -> list[Entry]:
    """Return the newest entries of the part, of all kinds or of one."""
    found = [
        entry
        for key, _title, tell in _sources(actor)
        if kind in {"", key}
        for entry in tell(actor, part)
    ]
    found.sort(key=lambda entry: (entry.happened_at, entry.kind, entry.id), reverse=True)
    return found[: part.limit]


def _page(
    told: list[Entry], place: _Place | None, *, asked: TimelineFilter, step: int, limit: int
) -> Timeline:
    """Take the entries that follow the place and fit, and say where the next page begins."""
    seen = place.seen if place else 0
    found: list[Entry] = []
    last = seen
    for entry in told[seen : seen + step]:
        last += 1
        if asked.fits(entry):
            found.append(entry)
        if len(found) == limit:
            break
    if last >= len(told):
        return Timeline(tuple(found))
    at = told[last - 1].happened_at
    following = _Place(at, sum(entry.happened_at == at for entry in told[:last]))
    is_short = len(found) < limit
    return Timeline(
        tuple(found), str(following), searched_to=clock.bank_date(at) if is_short else None
    )


def _before(asked: TimelineFilter, place: _Place | None) -> datetime | None:
    bounds = [place.at] if place else []
    if asked.until is not None:
        # In this order: the day after the last day there is, is none.
        bounds.append(moment_of(asked.until) + (timedelta(days=1) - _MICROSECOND))
    return min(bounds, default=None)


def _read(cursor: str) -> _Place | None:
    at, _tilde, seen = cursor.partition("~")
    try:
        place = _Place(datetime.fromisoformat(at), int(seen))
    except ValueError:
        return None
    is_sane = place.at.tzinfo is not None and 0 <= place.seen <= MOST_SEEN
    return place if is_sane else None
