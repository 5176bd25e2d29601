"""What suitability puts on offer."""

from datetime import datetime
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext

from yinqiao.compliance import policies as compliance_policies
from yinqiao.compliance.suitability import (
    importing,
    parameters,
    policies,
    queries,
    rule_book,
    services,
    trials,
)
from yinqiao.compliance.suitability.choices import LicenceKind
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.ui import desk
from yinqiao.platform.ui import help as words
from yinqiao.platform.ui.story import Story, stories
from yinqiao.platform.ui.table import Tag


def _licences_ending(actor: Actor, now: datetime, limit: int) -> desk.TodoAnswer:
    """Tell a seller which licences of her own end soon: from the next day on she may not sell."""
    if actor.staff_id is None or not actor.can(policies.TAKE_ASSESSMENT):
        return desk.TodoAnswer((), 0)
    rows = list(queries.licences_ending(staff_ids=[actor.staff_id], on=clock.bank_date(now)))
    found = [
        desk.Todo(
            key=f"licence-{row.pk}",
            title=gettext("Renew the licence: {kind}").format(kind=label(LicenceKind, row.kind)),
            detail=row.licence_no,
            url=reverse("products:list"),
            due_on=row.valid_to or clock.bank_date(now),
            icon="certificate",
            tag=Tag(gettext("Ends soon"), "w", "clock"),
        )
        for row in rows[:limit]
    ]
    return desk.TodoAnswer(found, len(rows))


registry.permissions.add(policies.TAKE_ASSESSMENT, "Sell: let customers in scope be assessed")
registry.permissions.add(policies.MARK_BUYER, "Note investors, capacity and the like of a customer")
registry.permissions.add(policies.VIEW_LICENCE, "See the register of sales licences")
registry.permissions.add(policies.EDIT_LICENCE, "Record and withdraw sales licences")
registry.permissions.add(policies.VIEW_QUESTIONNAIRE, "See questionnaires and their versions")
registry.permissions.add(policies.EDIT_QUESTIONNAIRE, "Write questionnaires")
registry.permissions.add(
    policies.APPROVE_QUESTIONNAIRE, "Decide whether a questionnaire is published"
)
registry.permissions.add(policies.KEEP_EVIDENCE, "Keep evidence of sales")
registry.permissions.add(policies.OPEN_EVIDENCE, "Open evidence of sales")
registry.permissions.add(policies.VERIFY_EVIDENCE, "Verify that evidence is unchanged")
registry.permissions.add(policies.EXPORT_PACK, "Export evidence packs")
registry.audit_verbs.add("compliance.assessment-printed", compliance_policies.VIEW_CONSENT)
registry.approval_kinds.add(
    services.PAPER_KIND,
    registry.ApprovalKind(
        services.PAPER_KIND,
        "Publish a questionnaire",
        policies.APPROVE_QUESTIONNAIRE,
        services.apply_publication,
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
book.add(*rule_book.RULES)
book.add_technical(rule_book.TECHNICAL)
trials.offer()
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
registry.panels.add(
    "compliance.suitability",
    registry.Panel(
        "compliance.suitability",
        "customer.tab",
        "Suitability of products",
        "compliance:suitability",
        compliance_policies.VIEW_CONSENT,
        order=71,
    ),
)
registry.panels.add(
    "compliance.evidence",
    registry.Panel(
        "compliance.evidence",
        "customer.tab",
        "Evidence of sales",
        "compliance:evidence",
        compliance_policies.VIEW_CONSENT,
        order=72,
    ),
)
registry.menu.add(
    "licences",
    registry.MenuItem(
        "licences",
        "Sales licences",
        "compliance:licences",
        "certificate",
        policies.VIEW_LICENCE,
        group="Compliance",
        order=64,
    ),
)
registry.menu.add(
    "questionnaires",
    registry.MenuItem(
        "questionnaires",
        "Questionnaires",
        "compliance:papers",
        "list-check",
        policies.VIEW_QUESTIONNAIRE,
        group="Compliance",
        order=65,
    ),
)
stories.add(
    "evidence",
    Story(
        "evidence",
        "Evidence of sales",
        compliance_policies.VIEW_CONSENT,
        queries.evidence_told,
        order=82,
    ),
)
desk.todos.add("licences", _licences_ending)
words.written(Path(__file__).parent)
