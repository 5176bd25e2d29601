"""What stands under the bell and what it counts: the notices of all rooms as far as the person wants them, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import ports
from yinqiao.platform.ui.models import NoticeChoice
from yinqiao.platform.ui.ports import Notice


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants of the bell. `off`: kinds she does not want; quiet from one hour to another, over midnight too; `digest_at`: the
    hour of one summary a day in the place of single notices. Kinds that are fixed (`ports.NoticeKind`) take no heed of any of it.
    """

    off: frozenset[str] = frozenset()
    quiet_from: time | None = None
    quiet_until: time | None = None
    digest_at: time | None = None


@dataclass(frozen=True, slots=True)
class Bell:
    """The lines, newest first: `single` ones and those of the last summary (`digest`); `held` wait for the next one. `unread` is the number on it."""

    single: Sequence[Notice]
    digest: Sequence[Notice] = field(default=())
    held: int = 0
    unread: int = 0
    digest_at: datetime | None = None
    next_digest: datetime | None = None


def choice_of(*, actor: Actor) -> Choice:
    """Return what the actor chose; everything at once for who chose nothing."""
    row = NoticeChoice.objects.filter(user_id=actor.user_id).first() if actor.user_id else None
    if row is None:
        return Choice()
    return Choice(frozenset(row.off), row.quiet_from, row.quiet_until, row.digest_at)


def ring(*, actor: Actor, now: datetime, choice: Choice | None = None) -> Bell:
    """Ask the rooms whose notices the actor wants, and sort them."""
    wanted = choice_of(actor=actor) if choice is None else choice
    found = {
        key: source(actor)
        for key, source in ports.notices.items()
        if is_fixed(key) or key not in wanted.off
    }
    return arranged(found, wanted, now=now)


def arranged(found: Mapping[str, Sequence[Notice]], choice: Choice, *, now: datetime) -> Bell:
    """Return the bell of these notices by kind at a moment. Pure but for the kinds that rooms registered."""
    fixed = [notice for key, rows in found.items() if is_fixed(key) for notice in rows]
    free = [notice for key, rows in found.items() if not is_fixed(key) for notice in rows]
    quiet = is_quiet(choice, now)
    if choice.digest_at is None:
        unread = _unread(fixed) + (0 if quiet else _unread(free))
        return Bell(_sorted([*fixed, *free]), unread=unread)
    last = last_digest(choice.digest_at, now)
    told = [notice for notice in free if notice.at <= last]
    summary = 1 if _unread(told) and not quiet else 0
    return Bell(
        _sorted(fixed),
        digest=_sorted(told),
        held=len(free) - len(told),
        unread=_unread(fixed) + summary,
        digest_at=last,
        next_digest=last + timedelta(days=1),
    )


def is_fixed(key: str) -> bool:
    """Tell whether a kind cannot be switched off, quietened or summed up; one that no room describes is."""
    kind = ports.notice_kinds.find(key)
    return kind is None or kind.is_fixed


def is_quiet(choice: Choice, now: datetime) -> bool:
    """Tell whether a moment lies in the quiet time, its beginning included; it may go over midnight."""
    if choice.quiet_from is None or choice.quiet_until is None:
        return False
    at = now.astimezone(clock.BANK_ZONE).time()
    if choice.quiet_from <= choice.quiet_until:
        return choice.quiet_from <= at < choice.quiet_until
    return at >= choice.quiet_from or at < choice.quiet_until


def last_digest(at: time, now: datetime) -> datetime:
    """Return the moment of the newest summary."""
    local = now.astimezone(clock.BANK_ZONE)
    today = datetime.combine(local.date(), at, tzinfo=clock.BANK_ZONE)
    return today if today <= now else today - timedelta(days=1)


def kinds_of(*, actor: Actor) -> list[ports.NoticeKind]:
    """Return the kinds of notices that this actor can get at all, those that can be switched off first."""
    found = [
        kind
        for kind in ports.notice_kinds.values()
        if not kind.permission or actor.can(kind.permission)
    ]
    return sorted(found, key=lambda kind: kind.is_fixed)


def _unread(rows: Sequence[Notice]) -> int:
    return sum(not notice.is_read for notice in rows)


def _sorted(rows: Sequence[Notice]) -> list[Notice]:
    return sorted(rows, key=lambda notice: notice.at, reverse=True)
