"""Announcements as the people read them, and who has read one."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.workflow import policies
from yinqiao.workflow.choices import Weight
from yinqiao.workflow.models import Announcement, AnnouncementRead

MOST_READERS: Final = 500


@dataclass(frozen=True, slots=True)
class AnnouncementRow:
    """One announcement. `to` names the unit it is meant for; `is_read`: the reader confirmed it."""

    id: int
    title: str
    text: str
    weight_label: str
    is_important: bool
    to: str
    from_on: date
    to_on: date
    made_by: str
    made_at: datetime
    is_over: bool
    is_withdrawn: bool
    is_read: bool


@dataclass(frozen=True, slots=True)
class AnnouncementCard:
    """One in full. For who may speak to the unit: who has read it when, and who has not; else both are empty."""

    row: AnnouncementRow
    may_manage: bool
    read: tuple[tuple[str, datetime], ...]
    unread: tuple[str, ...]


def seen_by(actor: Actor, *, today: date) -> QuerySet[Announcement]:
    """Return the announcements in force that are meant for the actor's unit or for the whole bank."""
    above = organization.units_above(actor.org_id) if actor.org_id is not None else ()
    return Announcement.objects.filter(
        Q(org__isnull=True) | Q(org_id__in=above),
        withdrawn_at__isnull=True,
        from_on__lte=today,
        to_on__gte=today,
    )


def announcement_list(*, actor: Actor, today: date) -> QuerySet[Announcement]:
    """Return those meant for the actor, and those of the units that she may speak to, past ones too."""
    if actor.can(policies.ANNOUNCE) and actor.scope.is_all:
        return Announcement.objects.all()
    rows = Q(made_by_id=actor.staff_id or 0) | Q(pk__in=seen_by(actor, today=today).values("pk"))
    if actor.can(policies.ANNOUNCE):
        rows |= Q(org_id__in=actor.scope.org_ids)
    return Announcement.objects.filter(rows)


def announcement_rows(
    rows: QuerySet[Announcement] | list[Announcement], *, actor: Actor, now: datetime
) -> list[AnnouncementRow]:
    """Return the read models of one page, in three queries."""
    found = list(rows)
    read = set(
        AnnouncementRead.objects.filter(
            announcement_id__in=[row.pk for row in found], staff_id=actor.staff_id or 0
        ).values_list("announcement_id", flat=True)
    )
    names = organization.org_names({row.org_id for row in found if row.org_id is not None})
    today = clock.bank_date(now)
    return [
        AnnouncementRow(
            id=row.pk,
            title=row.title,
            text=row.text,
            weight_label=label(Weight, row.weight),
            is_important=row.weight == Weight.IMPORTANT,
            to=names.get(row.org_id or 0, "") or _("The whole bank"),
            from_on=row.from_on,
            to_on=row.to_on,
            made_by=row.made_by_name,
            made_at=row.made_at,
            is_over=row.to_on < today,
            is_withdrawn=row.withdrawn_at is not None,
            is_read=row.pk in read,
        )
        for row in found
    ]


def unread(*, actor: Actor, now: datetime, limit: int) -> list[AnnouncementRow]:
    """Return what the actor has not confirmed yet: the important ones first, then the newest."""
    if actor.staff_id is None:
        return []
    confirmed = AnnouncementRead.objects.filter(
        announcement=OuterRef("pk"), staff_id=actor.staff_id
    )
    rows = seen_by(actor, today=clock.bank_date(now)).exclude(Exists(confirmed))
    return announcement_rows(
        list(rows.order_by("weight", "-made_at", "-pk")[:limit]), actor=actor, now=now
    )


def announcement_card(*, actor: Actor, announcement_id: int, now: datetime) -> AnnouncementCard:
    """Return one; raise NotFound for one that is neither meant for the actor nor hers to manage."""
    today = clock.bank_date(now)
    row = announcement_list(actor=actor, today=today).filter(pk=announcement_id).first()
    if row is None:
        raise NotFound(_("There is no such announcement."))
    may_manage = actor.can(policies.ANNOUNCE) and (
        row.made_by_id == actor.staff_id or policies.may_announce_to(actor, row.org_id)
    )
    read, left = _receipts(row, today) if may_manage else ((), ())
    return AnnouncementCard(
        announcement_rows([row], actor=actor, now=now)[0], may_manage, read, left
    )


def _receipts(
    row: Announcement, today: date
) -> tuple[tuple[tuple[str, datetime], ...], tuple[str, ...]]:
    reads = dict(row.reads.values_list("staff_id", "read_at"))
    org_ids = None if row.org_id is None else organization.orgs_below([row.org_id])
    people = organization.staff_names_in(org_ids=org_ids, on=today, limit=MOST_READERS)
    names = organization.staff_names(reads)
    read = sorted(((names.get(pk, ""), at) for pk, at in reads.items()), key=lambda one: one[1])
    return tuple(read), tuple(name for pk, name, _no in people if pk not in reads)
