"""What privacy puts on offer."""

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import gettext_noop as _

from yinqiao.compliance.privacy import (
    handlers,  # noqa: F401 - it subscribes
    jobs,  # noqa: F401 - its jobs register themselves
    parameters,
    policies,
    queries,
    rule_book,
    services,
)
from yinqiao.platform import clock, processing, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.db import erasure, moves
from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.db.moves import Shape, Take
from yinqiao.platform.parameters import trials
from yinqiao.platform.processing import Ground
from yinqiao.platform.registry import ApprovalKind, MenuItem
from yinqiao.platform.ui import desk
from yinqiao.platform.ui.table import Tag

_SHARING: Final = "sharing"
_ABROAD: Final = "cross-border"


def _papers_ending(actor: Actor, now: datetime, limit: int) -> desk.TodoAnswer:
    """Tell who drafts them which impact assessments end soon: what rests on one is not switched on after it."""
    if not actor.can(policies.EDIT_ASSESSMENT):
        return desk.TodoAnswer((), 0)
    rows = queries.ending(today=clock.bank_date(now)).order_by("valid_to", "pk")
    found = [
        desk.Todo(
            key=f"assessment-{row.pk}",
            title=gettext("Make the impact assessment anew: {title}").format(title=row.title),
            detail=row.made_by_name,
            url=reverse("privacy:assessment", args=[row.pk]),
            due_on=row.valid_to,
            icon="shield-check",
            tag=Tag(gettext("Ends soon"), "w", "clock"),
        )
        for row in rows[:limit]
    ]
    return desk.TodoAnswer(found, rows.count())


for _permission, _title in (
    (policies.VIEW_RETENTION, _("See retention and its terms")),
    (policies.PROPOSE_RETENTION, _("Count what is over its time and ask for its erasure")),
    (policies.APPROVE_RETENTION, _("Agree to the erasure of what is over its time")),
    (policies.VIEW_LEGAL_HOLD, _("See legal holds")),
    (policies.EDIT_LEGAL_HOLD, _("Place and end legal holds")),
    (policies.VIEW_ASSESSMENT, _("See impact assessments")),
    (policies.EDIT_ASSESSMENT, _("Draft impact assessments")),
    (policies.SIGN_ASSESSMENT, _("Sign and withdraw impact assessments")),
):
    registry.permissions.add(_permission, _title)
registry.audit_verbs.add("privacy.retention-read", policies.VIEW_RETENTION)
registry.audit_verbs.add("privacy.legal-holds-listed", policies.VIEW_LEGAL_HOLD)
registry.audit_verbs.add("privacy.assessments-read", policies.VIEW_ASSESSMENT)
for _item in (
    MenuItem(
        "retention",
        "Retention of data",
        "privacy:retention",
        "history",
        policies.VIEW_RETENTION,
        group="Personal data",
        order=79,
    ),
    MenuItem(
        "legal-holds",
        "Legal holds",
        "privacy:holds",
        "lock",
        policies.VIEW_LEGAL_HOLD,
        group="Personal data",
        order=80,
        count=lambda actor: queries.holds_due(today=clock.bank_date(clock.now())) or None,
    ),
    MenuItem(
        "impact-assessments",
        "Impact assessments",
        "privacy:assessments",
        "shield-check",
        policies.VIEW_ASSESSMENT,
        group="Personal data",
        order=81,
    ),
):
    registry.menu.add(_item.key, _item)
for _kind in (
    # Nobody erases or signs as somebody's deputy.
    ApprovalKind(
        services.RETENTION_KIND,
        "Erase what is over its time",
        policies.APPROVE_RETENTION,
        services.apply_run,
        measure=lambda payload: int(str(payload.get("rows", 0))),
        is_delegable=False,
    ),
    ApprovalKind(
        services.ASSESSMENT_KIND,
        "Sign an impact assessment",
        policies.SIGN_ASSESSMENT,
        services.apply_signature,
        is_delegable=False,
    ),
):
    registry.approval_kinds.add(_kind.key, _kind)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.cannot(
    (*parameters.TERMS.values(), parameters.PROSPECT_MONTHS),
    lazy(
        "What would be erased by the value in force is counted on the pages of retention, class by class, before anything is erased."
    ),
)
trials.cannot(
    (parameters.REVIEW_DAYS, parameters.ASSESSMENT_MONTHS, parameters.NOTICE_DAYS), trials.AHEAD
)
desk.todos.add("impact-assessments", _papers_ending)
processing.judges.add("privacy", queries.refusal)
processing.offer(
    _SHARING, _("Sharing personal information with partners"), Ground.SHARED, is_gated=True
)
processing.offer(_ABROAD, _("Sending personal information abroad"), Ground.ABROAD, is_gated=True)
processing.offer("sensitive", _("Processing sensitive personal information"), Ground.SENSITIVE)
processing.offer("entrusted", _("Entrusting others with the processing"), Ground.ENTRUSTED)
moves.keep(
    "about the record as it was then",
    "privacy_held_customer",
    "privacy_request_erasure",
    "privacy_lake_erasure",
)
moves.offer(
    "privacy.decision_review",
    _("Reviews of automated decisions"),
    Take(Shape("privacy_decision_review")),
    order=60,
)
erasure.keep(
    _("who was held and what was erased stays told, by number only"),
    "privacy_held_customer",
    "privacy_request_erasure",
)
erasure.keep(_("noted by number until the lake has lost the rows"), "privacy_lake_erasure")
erasure.offer(DataClass.LOG, "privacy_decision_review", dated="t.reviewed_at::date")
book.add(*rule_book.RULES)
book.add_technical(rule_book.TECHNICAL)
