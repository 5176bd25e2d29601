"""What rings the bell: a list whose deadline is near."""

from datetime import datetime, time

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import ports
from yinqiao.sales.campaign_lists import desks, policies, queries


def _near(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.WORK) or actor.staff_id is None:
        return []
    today = clock.bank_date(clock.now())
    last = desks.remind_from(today)
    return [
        ports.Notice(
            title=gettext("A list ends soon"),
            detail=gettext("{name}: {number} names to be called, until {day}").format(
                name=one.name, number=one.open, day=one.due_on
            ),
            url=reverse("campaign_lists:names", args=[one.id]),
            at=datetime.combine(today, time.min, tzinfo=clock.BANK_ZONE),
            is_read=False,
            icon="list-details",
        )
        for one in queries.lists_to_work(actor=actor)
        if one.due_on <= last
    ]


def offer() -> None:
    """Register them with the kind by which people choose."""
    ports.notices.add("campaign-lists", _near)
    ports.notice_kinds.add(
        "campaign-lists",
        ports.NoticeKind("campaign-lists", "Lists that end soon", policies.WORK),
    )
