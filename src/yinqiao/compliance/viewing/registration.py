"""What viewing puts on offer: pages of compliance, parameters, the nightly job, notices, and what follows a merge."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, ngettext

from yinqiao.access import policies as access_policies
from yinqiao.access import queries as access
from yinqiao.compliance import ports
from yinqiao.compliance.viewing import (
    jobs,  # noqa: F401 - its job registers itself
    parameters,
    policies,
    queries,
    rule_book,
    services,
    trials,
)
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import policies as audit
from yinqiao.platform.db import moves
from yinqiao.platform.db.moves import Shape, Take
from yinqiao.platform.ui import desk
from yinqiao.platform.ui.cells import Tag
from yinqiao.platform.ui.ports import NewItem, Notice, NoticeKind, new_items, notice_kinds, notices


def _alerts(actor: Actor) -> int | None:
    return queries.alerts_waiting(actor=actor) or None


def _told(actor: Actor) -> list[Notice]:
    return [
        Notice(
            title=gettext("Late review: {who} took access in an emergency").format(who=told.who)
            if told.is_late
            else gettext("{who} took access to a customer in an emergency").format(who=told.who),
            detail=told.reason,
            url=reverse("viewing:emergencies" if told.may_open else "ui:home"),
            at=told.at,
            icon="flame",
        )
        for told in queries.emergencies_told(actor=actor, now=clock.now())
    ]


def _due(actor: Actor) -> list[Notice]:
    return [
        Notice(
            title=gettext("An exemption is to be looked at again"),
            detail=f"{line.rule} · {line.whom}",
            url=reverse("viewing:exemption-review", args=[line.id]),
            at=line.approved_at,
            icon="shield-off",
        )
        for line in queries.exemptions_due(actor=actor, today=clock.bank_date(clock.now()))
    ]


def _checks_waiting(actor: Actor) -> int | None:
    return queries.checks_due(actor=actor, today=clock.bank_date(clock.now())).number or None


def _late_checks(actor: Actor) -> list[Notice]:
    """One line for all that are late, told to the head and to compliance alike once the night has passed them up."""
    due = queries.checks_due(actor=actor, today=clock.bank_date(clock.now()))
    if not due.late or due.told_at is None:
        return []
    title = ngettext(
        "{number} look in clear was not checked in time",
        "{number} looks in clear were not checked in time",
        due.late,
    )
    return [
        Notice(
            title=title.format(number=due.late),
            detail=gettext("Spot checks of looks in clear"),
            url=reverse("viewing:reveal-checks") + "?state=LATE",
            at=due.told_at,
            icon="eye",
        )
    ]


def _checks_to_do(actor: Actor, now: datetime, _limit: int) -> desk.TodoAnswer:
    """One line for all looks that wait for the actor's word, by the day of the first."""
    due = queries.checks_due(actor=actor, today=clock.bank_date(now))
    if not due.number:
        return desk.TodoAnswer((), 0)
    detail = ngettext("{number} look waits", "{number} looks wait", due.number)
    row = desk.Todo(
        key="reveal-checks",
        title=gettext("Spot checks of looks in clear"),
        detail=detail.format(number=due.number),
        url=reverse("viewing:reveal-checks"),
        due_on=due.first_on,
        icon="eye",
        tag=Tag(gettext("Spot check"), "", "eye"),
    )
    return desk.TodoAnswer((row,), 1, late=int(due.late > 0))


registry.permissions.add(policies.CHECK_REVEAL, "Check the looks in clear of one's own people")
registry.permissions.add(policies.OVERSEE_CHECKS, "See all spot checks of looks in clear")
registry.permissions.add(policies.KEEP_EXEMPTION, "Keep the register of exemptions")
registry.permissions.add(policies.APPROVE_EXEMPTION, "Allow exemptions from rules")
registry.permissions.add(policies.SEE_ALERTS, "See alerts about odd looks at customers")
registry.permissions.add(policies.JUDGE_ALERT, "Answer alerts about odd looks")
registry.permissions.add(policies.MARK_CUSTOMER, "Keep the register of watched pages")
registry.permissions.add(policies.REVIEW_EMERGENCY, "Review access taken in an emergency")
registry.permissions.add(policies.OVERSEE_EMERGENCY, "Be told of late reviews of emergencies")
for _verb, _permission in (
    ("viewing.alerts-listed", policies.SEE_ALERTS),
    ("viewing.alert-opened", policies.SEE_ALERTS),
    ("viewing.marks-listed", policies.MARK_CUSTOMER),
    ("viewing.emergencies-listed", policies.REVIEW_EMERGENCY),
    ("viewing.emergency-opened", policies.REVIEW_EMERGENCY),
    ("viewing.exemptions-listed", policies.KEEP_EXEMPTION),
    ("viewing.reveal-checks-listed", policies.CHECK_REVEAL),
    ("viewing.reveal-check-opened", policies.CHECK_REVEAL),
    ("viewing.draws-listed", audit.VIEW),
    ("viewing.draw-redone", audit.VIEW),
):
    registry.audit_verbs.add(_verb, _permission)
registry.menu.add(
    "odd-looks",
    registry.MenuItem(
        "odd-looks",
        "Odd looks",
        "viewing:alerts",
        "eye",
        policies.SEE_ALERTS,
        group="Personal data",
        order=76,
        count=_alerts,
    ),
)
registry.menu.add(
    "emergencies",
    registry.MenuItem(
        "emergencies",
        "Access in emergencies",
        "viewing:emergencies",
        "flame",
        policies.REVIEW_EMERGENCY,
        group="Personal data",
        order=77,
    ),
)
registry.menu.add(
    "reveal-checks",
    registry.MenuItem(
        "reveal-checks",
        "Spot checks of looks in clear",
        "viewing:reveal-checks",
        "zoom-check",
        policies.CHECK_REVEAL,
        group="Personal data",
        order=76,
        count=_checks_waiting,
    ),
)
registry.menu.add(
    "reveal-draws",
    registry.MenuItem(
        "reveal-draws",
        "Draws of looks in clear",
        "viewing:draws",
        "list-check",
        audit.VIEW,
        group="Audit",
        order=640,
    ),
)
registry.menu.add(
    "exemptions",
    registry.MenuItem(
        "exemptions",
        "Exemptions from rules",
        "viewing:exemptions",
        "shield-off",
        policies.KEEP_EXEMPTION,
        group="Compliance",
        order=67,
    ),
)
registry.menu.add(
    "exemptions-read",
    registry.MenuItem(
        "exemptions-read",
        "Exemptions from rules",
        "viewing:exemptions-read",
        "shield-off",
        audit.VIEW,
        group="Audit",
        order=630,
    ),
)
registry.approval_kinds.add(
    services.EXEMPTION_KIND,
    registry.ApprovalKind(
        services.EXEMPTION_KIND,
        "Exemption from a rule",
        policies.APPROVE_EXEMPTION,
        services.apply_exemption,
    ),
)
new_items.add(
    "emergency",
    NewItem(
        "emergency",
        "Access in an emergency",
        "viewing:emergency-new",
        "flame",
        access_policies.BREAK_GLASS,
    ),
)
notices.add("emergencies", _told)
notice_kinds.add("emergencies", NoticeKind("emergencies", "Access in emergencies", is_fixed=True))
notices.add("exemptions", _due)
notice_kinds.add(
    "exemptions",
    NoticeKind("exemptions", "Exemptions from rules", policies.KEEP_EXEMPTION),
)
notices.add("reveal-checks", _late_checks)
notice_kinds.add(
    "reveal-checks",
    NoticeKind("reveal-checks", "Spot checks of looks in clear", policies.CHECK_REVEAL),
)
desk.todos.add("reveal-checks", _checks_to_do)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.offer()
ports.errands.add("grants", access.granted_looks)
moves.keep("tells which record was looked at", "viewing_alert", "viewing_reveal_check")
moves.offer(
    "viewing.marked_customer",
    gettext_noop("Watched pages"),
    Take(
        Shape("viewing_marked_customer"),
        stays="t.ended_at is null and exists (select 1 from viewing_marked_customer s"
        " where s.customer_id = p.survivor_id and s.ended_at is null)",
    ),
)
book.add(*rule_book.RULES)
