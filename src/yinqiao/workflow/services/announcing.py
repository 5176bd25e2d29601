"""Announce something to the people of a unit, take it back, and confirm that one has read it (D16)."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused
from yinqiao.platform.masking.notes import scan_free_text
from yinqiao.workflow import policies
from yinqiao.workflow.choices import Weight
from yinqiao.workflow.models import Announcement, AnnouncementRead
from yinqiao.workflow.queries.announcements import seen_by

TYPE: Final = "workflow.announcement"
TITLE_LENGTH: Final = 80
TEXT_LENGTH: Final = 4000
LONGEST_DAYS: Final = 366


@use_case("workflow.announced", permission=policies.ANNOUNCE)
def announce(
    unit: Unit,
    *,
    actor: Actor,
    now: datetime,
    title: str,
    text: str,
    weight: str,
    org_id: int | None,
    from_on: date,
    to_on: date,
) -> int:
    """Tell the people of a unit of the actor's (None: the whole bank) something; return its id.

    Raises InvalidInput for what is missing or too long and for days that are past or turned round, PermissionRefused for a unit that is
    not the actor's. Numbers of persons in the text are masked before it is stored.
    """
    if actor.staff_id is None or not policies.may_announce_to(actor, org_id):
        raise PermissionRefused(_("You can speak to your own units only."))
    wrong = {
        **({"title": _("Give it a title.")} if not title.strip() else {}),
        **({"text": _("Write what it is about.")} if not text.strip() else {}),
        **({"weight": _("Choose one of the list.")} if weight not in Weight.values else {}),
        **_day_problems(from_on, to_on, clock.bank_date(now)),
    }
    found = {"title": scan_free_text(title.strip()), "text": scan_free_text(text.strip())}
    for name, most in (("title", TITLE_LENGTH), ("text", TEXT_LENGTH)):
        if len(found[name]) > most:
            wrong[name] = _("At most {limit} characters.").format(limit=most)
    if wrong:
        raise InvalidInput(next(iter(wrong.values())), fields=wrong)
    row = Announcement.objects.create(
        **found,
        weight=weight,
        org_id=org_id,
        from_on=from_on,
        to_on=to_on,
        made_by_id=actor.staff_id,
        made_by_name=actor.name,
        made_at=now,
    )
    unit.audit(
        ObjectRef(TYPE, row.pk),
        new={"title": row.title, "org_id": org_id, "from_on": from_on, "to_on": to_on},
    )
    return row.pk


@use_case("workflow.announcement-withdrawn", permission=policies.ANNOUNCE)
def withdraw_announcement(unit: Unit, *, actor: Actor, now: datetime, announcement_id: int) -> None:
    """Take one's own back, or one of a unit that the actor may speak to; raise NotFound for any other and for one that is gone."""
    row = (
        Announcement.objects.select_for_update()
        .filter(pk=announcement_id, withdrawn_at__isnull=True)
        .first()
    )
    if row is None or not (
        row.made_by_id == actor.staff_id or policies.may_announce_to(actor, row.org_id)
    ):
        raise NotFound(_("There is no such announcement."))
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    unit.audit(ObjectRef(TYPE, row.pk), old={"title": row.title}, new={"withdrawn_at": now})


@use_case("workflow.announcement-confirmed", permission=None)
def confirm_announcement(unit: Unit, *, actor: Actor, now: datetime, announcement_id: int) -> None:
    """Confirm that the actor has read it; a second time changes nothing. Raises NotFound for one that is not meant for her."""
    row = seen_by(actor, today=clock.bank_date(now)).filter(pk=announcement_id).first()
    if row is None or actor.staff_id is None:
        raise NotFound(_("There is no such announcement."))
    _read, is_new = AnnouncementRead.objects.get_or_create(
        announcement=row, staff_id=actor.staff_id, defaults={"read_at": now}
    )
    unit.audit(ObjectRef(TYPE, row.pk), detail={"repeated": not is_new})


def _day_problems(from_on: date, to_on: date, today: date) -> dict[str, str]:
    if to_on < max(from_on, today):
        return {"to_on": _("It must end on or after the day it begins, and not before today.")}
    if (to_on - from_on).days > LONGEST_DAYS:
        return {"to_on": _("At most {days} days.").format(days=LONGEST_DAYS)}
    return {}
