"""What rings the bell: leads that were given out to somebody."""

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import ports
from yinqiao.sales.leads import policies, queries


def _offered(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.WORK) or actor.staff_id is None:
        return []
    rows = queries.to_accept(actor=actor)
    return [
        ports.Notice(
            title=gettext("A lead for you"),
            detail=" · ".join(part for part in (row.name, row.need) if part),
            url=reverse("leads:detail", args=[row.pk]),
            at=row.touched_at,
            is_read=False,
            icon="user-plus",
        )
        for row in rows
    ]


def offer() -> None:
    """Register them with the kind by which people choose."""
    ports.notices.add("leads", _offered)
    ports.notice_kinds.add("leads", ports.NoticeKind("leads", "Leads for you", policies.WORK))
