"""What the workflow room puts on offer."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import desk, ports, tours
from yinqiao.platform.ui.table import Tag
from yinqiao.workflow import (
    jobs,
    parameters,
    policies,
    queries,
    rule_book,
    services,
    trials,
    unit_mergers,
)
from yinqiao.workflow.choices import Box

NOTICE_DAYS = 7
NOTICES = 10


def _waiting(actor: Actor) -> int | None:
    return queries.waiting_count(actor=actor, now=clock.now()) or None


def _visible(actor: Actor, approval_id: int) -> bool:
    return queries.is_visible(actor=actor, approval_id=approval_id, now=clock.now())


def _label(actor: Actor, approval_id: int) -> str:
    return queries.approval_label(actor=actor, approval_id=approval_id, now=clock.now())


def _notices(actor: Actor) -> list[ports.Notice]:
    since = clock.now() - timedelta(days=NOTICE_DAYS)
    return [
        ports.Notice(
            title=decision.title,
            detail=decision.detail,
            url=reverse("workflow:detail", args=[decision.approval_id]),
            at=decision.decided_at,
            is_read=True,
            icon="checklist",
        )
        for decision in queries.recent_decisions(actor=actor, since=since)
    ]


def _announced(actor: Actor) -> list[ports.Notice]:
    rows = queries.unread(actor=actor, now=clock.now(), limit=NOTICES)
    return [
        ports.Notice(
            title=row.title,
            detail=" · ".join((row.to, row.made_by)),
            url=reverse("workflow:announcement", args=[row.id]),
            at=row.made_at,
            icon="speakerphone",
        )
        for row in rows
    ]


def _todos(actor: Actor, now: datetime, limit: int) -> desk.TodoAnswer:
    """Return the approvals that wait for the actor, by the day on which they run out."""
    if not actor.can(policies.APPROVE):
        return desk.TodoAnswer((), 0)
    rows = queries.approval_list(actor=actor, box=Box.TODO, now=now)
    found = queries.approval_rows(rows.order_by("expires_at", "pk")[:limit], actor=actor, now=now)
    return desk.TodoAnswer(
        rows=[
            desk.Todo(
                key=f"approval-{row.id}",
                title=gettext("Decide: {kind}").format(kind=row.kind_title),
                detail=" · ".join(part for part in (row.summary, row.maker_name) if part),
                url=reverse("workflow:detail", args=[row.id]),
                due_on=clock.bank_date(row.expires_at),
                icon="rubber-stamp",
                tag=Tag(gettext("Approval"), "", "checklist"),
            )
            for row in found
        ],
        total=rows.count(),
    )


class _Desk:
    """What rooms below ask through `platform.second_person`."""

    request = staticmethod(services.request_approval)
    waiting = staticmethod(queries.open_request)
    granted = staticmethod(queries.granted)
    outcomes = staticmethod(queries.outcomes)


registry.approval_desk.add("workflow", _Desk())
registry.permissions.add(policies.APPROVE, "Decide approvals")
registry.permissions.add(policies.ANNOUNCE, "Announce something to one's units")
# What waits for their decision is where their day begins (UI.md §6).
registry.landing.add("compliance_officer", "workflow:list")
registry.menu.add(
    "approvals",
    registry.MenuItem(
        "approvals",
        "Approvals",
        "workflow:list",
        "checklist",
        policies.APPROVE,
        group="Service",
        order=80,
        count=_waiting,
    ),
)
registry.object_types.add(
    "workflow.approval",
    registry.ObjectType("workflow.approval", "Approval", "workflow:detail", _label, _visible),
)
registry.parameters.add(
    "workflow.approval_workdays",
    registry.ParameterDefinition(
        "workflow.approval_workdays",
        "How long an approval may wait",
        3,
        "workdays",
        "本行设定：审批时限",
        "运营管理部",
        description="After that it expires and has to be asked for again.",
        least=1,
        most=20,
    ),
)
registry.parameters.add(
    queries.SECOND_LEVELS,
    registry.ParameterDefinition(
        queries.SECOND_LEVELS,
        "From which measure on a second level decides",
        ["customers.export-large:50000"],
        "kind:measure",
        "本行设定：审批权限",
        "运营管理部",
        description="Kind and measure with a colon between, several with commas between; 0: always. The published table names the kinds.",
        approval=registry.DATA_VALUE,
        check=parameters.problem_with_thresholds,
    ),
)
registry.parameters.add(
    services.MOST_DAYS,
    registry.ParameterDefinition(
        services.MOST_DAYS,
        "How long somebody may decide as deputy",
        30,
        "days",
        "本行设定：代理审批",
        "运营管理部",
        least=1,
        most=90,
    ),
)
ports.notices.add("workflow", _notices)
ports.notice_kinds.add("workflow", ports.NoticeKind("workflow", "Approvals", is_fixed=True))
desk.todos.add("workflow", _todos)
desk.blocks.add(
    "announced",
    desk.Block("announced", "Announcements", "workflow:announced", desk.VIEW, desk.Column.RIGHT, 5),
)
ports.notices.add("announcements", _announced)
ports.notice_kinds.add("announcements", ports.NoticeKind("announcements", "Announcements"))
ports.new_items.add(
    "announcement",
    ports.NewItem(
        "announcement",
        "Announce something",
        "workflow:announcement-new",
        "speakerphone",
        policies.ANNOUNCE,
    ),
)
registry.menu.add(
    "announcements",
    registry.MenuItem(
        "announcements",
        "Announcements",
        "workflow:announcements",
        "speakerphone",
        "",
        group="Service",
        order=85,
    ),
)
for _step in (
    tours.TourStep(
        "workflow.approvals",
        '[data-menu="approvals"]',
        "Approvals",
        "What waits for your decision. You never decide on what you asked for yourself.",
        "workflow.approve",
        35,
    ),
):
    tours.steps.add(_step.key, _step)
__all__ = ["jobs"]
book.add(*rule_book.RULES)
unit_mergers.offer()
trials.offer()
