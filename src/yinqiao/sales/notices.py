"""What rings the bell: what was passed up, what the counter referred, what stands still, the morning brief."""

from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import ports
from yinqiao.sales import policies, queries, rules

NOTICE_DAYS = 7


def _notices(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.VIEW):
        return []
    now = clock.now()
    rows = queries.passed_up_to(actor=actor, since=now - timedelta(days=NOTICE_DAYS), now=now)
    return [
        ports.Notice(
            title=gettext("Passed up to you: {title}").format(title=row.title),
            detail=" · ".join(
                part for part in (row.customer_name, row.owner_name or row.org_name) if part
            ),
            url=reverse("sales:detail", args=[row.id]),
            at=row.escalated_at or now,
            is_read=row.escalated_at is not None and row.touched_at > row.escalated_at,
            icon="arrow-up",
        )
        for row in rows
    ]


def _referrals(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.WORK):
        return []
    now = clock.now()
    rows = queries.referred_to(actor=actor, since=now - timedelta(days=NOTICE_DAYS), now=now)
    return [
        ports.Notice(
            title=gettext("Referred to you by the counter"),
            detail=f"{row.customer_name} · {row.reason}",
            url=reverse("sales:detail", args=[row.id]),
            at=row.opened_at,
            is_read=row.touched_at > row.opened_at,
            icon="arrows-exchange",
        )
        for row in rows
    ]


def _stuck(actor: Actor) -> list[ports.Notice]:
    if not actor.can(policies.WORK):
        return []
    found = queries.stuck_of(actor=actor, now=clock.now(), days=NOTICE_DAYS)
    return [
        ports.Notice(
            title=gettext("Stuck at {stage}: {title}").format(
                stage=one.row.stage_label, title=one.row.title
            ),
            detail=one.row.customer_name,
            url=reverse("sales:detail", args=[one.row.id]),
            at=one.since,
            is_read=one.row.touched_at > one.since,
            icon="hourglass",
        )
        for one in found
    ]


def _brief(actor: Actor) -> list[ports.Notice]:
    """One line a day, unread until the brief was seen; asked every half minute, so it only looks whether it was."""
    if not queries.has_brief(actor):
        return []
    now = clock.now()
    today = clock.bank_date(now)
    begins = datetime.combine(today, time(rules.SWEEP_HOUR), tzinfo=clock.BANK_ZONE)
    return [
        ports.Notice(
            title=gettext("The morning brief is there"),
            detail=gettext("What is due, what matured, who moved, what goes up"),
            url=reverse("ui:workbench"),
            at=min(begins, now),
            is_read=queries.brief_is_read(actor=actor, day=today),
            icon="news",
        )
    ]


def offer() -> None:
    """Register them with the kinds by which people choose."""
    ports.notices.add("sales", _notices)
    ports.notices.add("sales.referrals", _referrals)
    ports.notices.add("sales.stuck", _stuck)
    ports.notices.add("sales.brief", _brief)
    ports.notice_kinds.add(
        "sales", ports.NoticeKind("sales", "Escalations", policies.VIEW, is_fixed=True)
    )
    ports.notice_kinds.add(
        "sales.referrals",
        ports.NoticeKind("sales.referrals", "Referrals by the counter", policies.WORK),
    )
    ports.notice_kinds.add(
        "sales.stuck", ports.NoticeKind("sales.stuck", "Stuck opportunities", policies.WORK)
    )
    ports.notice_kinds.add(
        "sales.brief", ports.NoticeKind("sales.brief", "Morning brief", policies.VIEW)
    )
