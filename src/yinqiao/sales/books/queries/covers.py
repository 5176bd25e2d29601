"""Who covers for whom, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers.queries import Manager
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n import times
from yinqiao.platform.i18n.codes import label
from yinqiao.sales.books import policies
from yinqiao.sales.books.choices import CoverState
from yinqiao.sales.books.models import Cover

COVER = "COVER"


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One cover as a list shows it; `is_now`: it holds today."""

    id: int
    absent_name: str
    taker_name: str
    from_on: date
    to_on: date
    reason: str
    state: str
    state_label: str
    asked_by: str
    asked_at: datetime
    is_now: bool
    can_end: bool


def on_day(day: date) -> Q:
    """Say which hold on a day: first and last included."""
    return Q(state=CoverState.AGREED, from_on__lte=day, to_on__gte=day)


def covered(*, staff_id: int, on: date) -> tuple[int, ...]:
    """Return whose books somebody works on a day besides her own: what `access` adds to her scope."""
    rows = Cover.objects.filter(on_day(on), taker_id=staff_id).order_by("absent_id")
    return tuple(rows.values_list("absent_id", flat=True))


def cover_of(*, staff_id: int, on: date) -> Manager | None:
    """Return who works the book of somebody on a day, for the head of the customer's page."""
    row = Cover.objects.filter(on_day(on), absent_id=staff_id).first()
    if row is None:
        return None
    return Manager(row.taker_name, COVER, _("covers until {day}").format(day=times.day(row.to_on)))


def cover_list(*, actor: Actor) -> QuerySet[Cover]:
    """Return the covers that the actor may see."""
    return Cover.objects.filter(policies.covers_visible_to(actor))


def cover_rows(rows: Iterable[Cover], *, actor: Actor, now: datetime) -> list[CoverRow]:
    """Return the read models of one page."""
    day = clock.bank_date(now)
    return [
        CoverRow(
            id=row.pk,
            absent_name=row.absent_name,
            taker_name=row.taker_name,
            from_on=row.from_on,
            to_on=row.to_on,
            reason=row.reason,
            state=row.state,
            state_label=label(CoverState, row.state),
            asked_by=row.asked_by_name,
            asked_at=row.asked_at,
            is_now=row.state == CoverState.AGREED and row.from_on <= day <= row.to_on,
            can_end=actor.can(policies.ASK)
            and row.to_on >= day
            and row.state in {CoverState.ASKED, CoverState.AGREED},
        )
        for row in rows
    ]


def covers_told(*, actor: Actor, since: datetime, today: date) -> list[Cover]:
    """Return the covers of which the actor is one of the two that were agreed lately and are not over."""
    mine = actor.staff_id or 0
    rows = Cover.objects.filter(
        Q(taker_id=mine) | Q(absent_id=mine),
        state=CoverState.AGREED,
        to_on__gte=today,
        asked_at__gte=since,
    )
    return list(rows.order_by("-asked_at")[:10])
