"""Runs: whoever is to be screened is read in pages, matched with no transaction open, and written down in short ones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from yinqiao.compliance.screening import policies
from yinqiao.compliance.screening.choices import RunKind
from yinqiao.compliance.screening.models import ListVersion, Run
from yinqiao.compliance.screening.queries import subjects
from yinqiao.compliance.screening.queries.subjects import Party
from yinqiao.compliance.screening.rules import Hit
from yinqiao.compliance.screening.services import writing
from yinqiao.compliance.screening.services.matching import (
    Listed,
    everything_listed,
    listed_since,
)
from yinqiao.compliance.screening.wall import open_wall
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.db.scope import scope_session

_PAGE: Final = 10_000
_TYPE: Final = "screening.run"
Page = Callable[..., list[Party]]


@dataclass(slots=True)
class Tally:
    """What a run counted."""

    customers: int = 0
    hits: int = 0
    opened: int = 0
    began: datetime = field(default_factory=clock.now)


def runner() -> Actor:
    """Return who screens: a job over all customers."""
    return system_actor(name="screening", permissions=frozenset({policies.SCREEN}))


def screen_changed(*, now: datetime, customer_ids: Sequence[int] | None = None) -> int:
    """Screen whoever is new or has changed (of `customer_ids`, or of everybody) against all lists in force; return how many."""
    actor = runner()
    with scope_session(actor):
        open_wall(actor)
        listed = everything_listed()
    if listed is None:
        return 0

    if customer_ids is None:
        pages = _pages(actor, subjects.not_screened)
    else:
        pages = _these(actor, customer_ids)
    tally = _run(actor, listed, pages, now=now, marks=True)
    if tally.customers:
        _close(actor=actor, now=now, kind=RunKind.CHANGED, listed=listed, tally=tally)
    return tally.customers


def screen_after_list(*, now: datetime, version_id: int) -> int:
    """Screen everybody against what a version brought anew; return how many. Whoever was never screened meets all lists at once."""
    actor = runner()
    with scope_session(actor):
        open_wall(actor)
        version = ListVersion.objects.select_related("watch_list").get(pk=version_id)
        is_first = not Run.objects.exists()
        listed = everything_listed() if is_first else listed_since(version)
        writing.note_delisted(version, now=now)
    tally = Tally()
    if listed is not None:
        tally = _run(actor, listed, _pages(actor, subjects.everybody), now=now, marks=is_first)
        _close(actor=actor, now=now, kind=RunKind.LIST, listed=listed, tally=tally, version=version)
    with scope_session(actor):
        open_wall(actor)
        ListVersion.objects.filter(pk=version_id).update(screened_at=clock.now())
    if not is_first:
        screen_changed(now=now)
    return tally.customers


def screen_everybody(*, now: datetime) -> int:
    """Screen all customers against all lists again (after a change of the threshold or of the points); return how many."""
    actor = runner()
    with scope_session(actor):
        open_wall(actor)
        listed = everything_listed()
    if listed is None:
        return 0
    tally = _run(actor, listed, _pages(actor, subjects.everybody), now=now, marks=True)
    _close(actor=actor, now=now, kind=RunKind.EVERYBODY, listed=listed, tally=tally)
    return tally.customers


def _run(
    actor: Actor, listed: Listed, pages: Iterator[list[Party]], *, now: datetime, marks: bool
) -> Tally:
    """Take page after page; with `marks` everybody of it counts as screened as she is now."""
    tally = Tally()
    for parties in pages:
        found = _match(listed, parties)
        with scope_session(actor):
            open_wall(actor)
            written = writing.write(listed, parties, found, now=now, marks=marks)
        tally.customers += len(parties)
        tally.hits += sum(map(len, found.values()))
        tally.opened += written
    return tally


def _pages(actor: Actor, read: Page) -> Iterator[list[Party]]:
    after = 0
    while True:
        with scope_session(actor):
            open_wall(actor)
            last = subjects.last_of_page(after=after, limit=_PAGE)
            parties = read(after=after, last=last) if last is not None else []
        if last is None:
            return
        if parties:
            yield parties
        after = last


def _these(actor: Actor, customer_ids: Sequence[int]) -> Iterator[list[Party]]:
    with scope_session(actor):
        open_wall(actor)
        parties = subjects.not_screened_of(customer_ids)
    if parties:
        yield parties


def _match(listed: Listed, parties: Sequence[Party]) -> dict[tuple[int, str], list[Hit]]:
    """Return the hits by (customer, tie). The names of a page are worked out together."""
    asked = [(party.customer_id, tie, who) for party in parties for tie, who in party.subjects]
    listed.matcher.warm([who for _pk, _tie, who in asked])
    found: dict[tuple[int, str], list[Hit]] = {}
    for pk, tie, who in asked:
        hits = listed.matcher.one(who)
        if hits:
            found.setdefault((pk, tie), []).extend(hits)
    return found


@use_case("screening.run-made", permission=policies.SCREEN)
def _close(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    kind: RunKind,
    listed: Listed,
    tally: Tally,
    version: ListVersion | None = None,
) -> None:
    """Write the run down. The trail tells that there was one; how many hits it had stands behind the wall only."""
    open_wall(actor)
    run = Run.objects.create(
        kind=kind,
        list_version=version,
        started_at=tally.began,
        finished_at=clock.now(),
        customers=tally.customers,
        entries=len(listed.rows),
        hits=tally.hits,
        opened=tally.opened,
    )
    unit.audit(ObjectRef(_TYPE, run.pk), detail={"kind": kind, "customers": tally.customers})
