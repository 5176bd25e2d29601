"""What rings the bell: orders of one's own that were rejected."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import ports
from yinqiao.sales.deals import policies, queries

NOTICE_DAYS = 7


def _refused(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.WORK) or actor.staff_id is None:
        return []
    now = clock.now()
    rows = queries.refused_of(actor=actor, since=now - timedelta(days=NOTICE_DAYS), now=now)
    return [
        ports.Notice(
            title=gettext("Rejected: {product}").format(product=row.product_name),
            detail=" · ".join(part for part in (row.customer_name, row.reason) if part),
            url=reverse("deals:order", args=[row.id]),
            at=row.state_at,
            is_read=False,
            icon="circle-x",
        )
        for row in rows
    ]


def offer() -> None:
    """Register them with the kind by which people choose."""
    ports.notices.add("orders", _refused)
    ports.notice_kinds.add(
        "orders", ports.NoticeKind("orders", "Orders of yours that were rejected", policies.WORK)
    )
