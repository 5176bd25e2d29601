"""What rings the bell: customers to take over, what came of a handover, covers, the pool, and assets that flow out."""

from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import times
from yinqiao.platform.ui import ports
from yinqiao.sales.books import policies, queries

DAYS: Final = 7


def _handovers(actor: Actor) -> list[ports.Notice]:
    if actor.staff_id is None or not actor.can(policies.VIEW):
        return []
    since = clock.now() - timedelta(days=DAYS)
    asked = [
        ports.Notice(
            title=gettext("Customers for you to take over"),
            detail=gettext("{giver} · {count} customers").format(
                giver=row.giver_name, count=row.customers
            ),
            url=reverse("books:detail", args=[row.pk]),
            at=row.asked_at,
            is_read=False,
            icon="arrows-exchange",
        )
        for row in queries.to_accept(actor=actor)
    ]
    ended = [
        ports.Notice(
            title=gettext("Handover: {state}").format(state=row.get_state_display()),
            detail=" · ".join(
                part
                for part in (
                    f"{row.giver_name} → {row.taker_name or gettext('several managers')}",
                    row.ended_note,
                )
                if part
            ),
            url=reverse("books:detail", args=[row.pk]),
            at=row.ended_at or row.asked_at,
            is_read=not row.ended_note,
            icon="checklist",
        )
        for row in queries.ended_lately(actor=actor, since=since)
    ]
    return [*asked, *ended]


def _covers(actor: Actor) -> list[ports.Notice]:
    if actor.staff_id is None or not actor.can(policies.VIEW):
        return []
    now = clock.now()
    rows = queries.covers_told(
        actor=actor, since=now - timedelta(days=DAYS), today=clock.bank_date(now)
    )
    return [
        ports.Notice(
            title=gettext("You cover for {name}").format(name=row.absent_name)
            if row.taker_id == actor.staff_id
            else gettext("{name} covers for you").format(name=row.taker_name),
            detail=f"{times.day(row.from_on)} – {times.day(row.to_on)}",
            url=reverse("books:covers"),
            at=row.asked_at,
            is_read=row.taker_id != actor.staff_id,
            icon="user-check",
        )
        for row in rows
    ]


def _heads(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.LEAD):
        return []
    now = clock.now()
    today = clock.bank_date(now)
    waiting = [
        ports.Notice(
            title=gettext("Customers wait for a manager"),
            detail=gettext("left by {name}").format(name=name),
            url=reverse("books:pool"),
            at=since,
            is_read=False,
            icon="inbox",
        )
        for _pk, name, since in queries.pool_since(actor=actor)
    ]
    flowing = [
        ports.Notice(
            title=gettext("Assets flow out after a handover"),
            detail="、".join(names),
            url=reverse("books:detail", args=[row.pk]),
            at=row.ended_at or now,
            is_read=False,
            icon="alert-triangle",
        )
        for row, names in queries.watched(actor=actor, on=today)
    ]
    return [*waiting, *flowing]


def offer() -> None:
    """Register them with the kinds by which people choose."""
    ports.notices.add("books", _handovers)
    ports.notice_kinds.add("books", ports.NoticeKind("books", "Handovers", policies.VIEW))
    ports.notices.add("covers", _covers)
    ports.notice_kinds.add("covers", ports.NoticeKind("covers", "Covers in leave", policies.VIEW))
    ports.notices.add("pool", _heads)
    ports.notice_kinds.add(
        "pool", ports.NoticeKind("pool", "Customers without a manager", policies.LEAD)
    )
