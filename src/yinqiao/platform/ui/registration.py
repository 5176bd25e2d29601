"""What the shell itself puts on offer: the workbench and the two blocks that gather what all rooms give."""

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import desk, first_steps, ports, problems
from yinqiao.platform.ui.services.problems import ANSWER


def _waiting(actor: Actor) -> int | None:
    return problems.waiting_count(actor=actor) or None


def _answered(actor: Actor) -> list[ports.Notice]:
    return [
        ports.Notice(
            title=gettext("Your report was answered"),
            detail=row.answer,
            url=reverse("ui:problem-answer", args=[row.id]),
            at=row.answered_at or row.made_at,
            is_read=True,
            icon="bug",
        )
        for row in problems.answered_lately(actor=actor, now=clock.now())
    ]


registry.permissions.add(desk.VIEW, "Work from the workbench")
registry.menu.add(
    "workbench",
    registry.MenuItem("workbench", "Workbench", "ui:workbench", "home", desk.VIEW, order=1),
)
for _block in (
    desk.Block("todos", "To do today", "ui:todos", desk.VIEW, desk.Column.LEFT, order=10),
    desk.Block("calendar", "Calendar", "ui:calendar", desk.VIEW, desk.Column.RIGHT, order=10),
):
    desk.blocks.add(_block.key, _block)
for _role in ("relationship_manager", "wealth_manager", "corporate_manager", "branch_head"):
    registry.landing.add(_role, "ui:workbench")
registry.permissions.add(ANSWER, "Answer reported problems")
registry.audit_verbs.add("ui.problems-listed", ANSWER)
registry.menu.add(
    "problems",
    registry.MenuItem(
        "problems", "Reported problems", "ui:problems", "bug", ANSWER, order=395, count=_waiting
    ),
)
ports.notices.add("problems", _answered)
first_steps.offer()
ports.notice_kinds.add("problems", ports.NoticeKind("problems", "Answers to reported problems"))
