"""What the compliance room puts on offer."""

from pathlib import Path

from yinqiao.compliance import (
    erasing,
    exports,
    handlers,  # noqa: F401 - it subscribes
    importing,
    merging,
    parameters,
    policies,
    ports,
    queries,
    rule_book,
    services,
    trials,
)
from yinqiao.compliance.privacy.policies import APPROVE_RETENTION
from yinqiao.compliance.risk import registration as risk
from yinqiao.compliance.suitability import registration as suitability
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.ui import help as words
from yinqiao.platform.ui import next_steps
from yinqiao.platform.ui.story import Story, stories

registry.permissions.add(policies.VIEW_CONSENT, "See consents of customers in scope")
registry.permissions.add(policies.VIEW_DUE_DILIGENCE, "See due diligence and its grade")
registry.permissions.add(policies.VIEW_SENSITIVE_ACCESS, "See who saw what in clear")
registry.permissions.add(policies.RESERVE_CONTACT, "Contact customers in scope through the gate")
registry.permissions.add(policies.RECORD_CONSENT, "Record consents and withdrawals of customers")
registry.permissions.add(
    policies.VIEW_CATALOGUE, "See which data of customers there is and what for"
)
registry.permissions.add(policies.RECEIVE_REQUEST, "Receive requests of customers about their data")
registry.permissions.add(policies.HANDLE_REQUEST, "Answer requests of customers about their data")
registry.permissions.add(policies.VIEW_HOLD, "See who is not marketed to")
registry.permissions.add(policies.EDIT_CONSENT_TEXT, "Publish the texts of consents")
registry.permissions.add(
    policies.READ_WITHDRAWALS, "Read withdrawals of consents, for platforms that send and call"
)
registry.permissions.add(
    policies.SIMULATE_CONTACT, "Check contacts with customers in scope against the rules"
)
registry.permissions.add(policies.PLACE_HOLD, "Stop marketing to a customer")
registry.permissions.add(policies.LIFT_HOLD, "Open marketing to a customer again")
registry.audit_verbs.add("compliance.contact-refused", policies.RESERVE_CONTACT)
registry.audit_verbs.add("compliance.consent-texts-listed", policies.VIEW_CONSENT)
registry.audit_verbs.add("compliance.catalogue-read", policies.VIEW_CATALOGUE)
registry.audit_verbs.add("compliance.request-letter-printed", policies.HANDLE_REQUEST)
registry.audit_verbs.add("compliance.requests-listed", policies.HANDLE_REQUEST)
registry.audit_verbs.add("compliance.holds-listed", policies.VIEW_HOLD)
registry.audit_verbs.add("compliance.consents-read", policies.VIEW_CONSENT)
registry.audit_verbs.add("compliance.withdrawals-listed", policies.READ_WITHDRAWALS)
registry.audit_verbs.add("compliance.contact-prechecked", policies.SIMULATE_CONTACT)
registry.audit_verbs.add("compliance.sensitive-access-listed", policies.VIEW_SENSITIVE_ACCESS)
registry.menu.add(
    "sensitive-access",
    registry.MenuItem(
        "sensitive-access",
        "Sensitive access",
        "compliance:sensitive-access",
        "eye",
        policies.VIEW_SENSITIVE_ACCESS,
        group="Personal data",
        order=75,
    ),
)
registry.menu.add(
    "precheck",
    registry.MenuItem(
        "precheck",
        "Compliance precheck",
        "compliance:precheck",
        "shield-check",
        policies.SIMULATE_CONTACT,
        group="Compliance",
        order=61,
    ),
)
registry.menu.add(
    "person-requests",
    registry.MenuItem(
        "person-requests",
        "Requests about personal data",
        "compliance:requests",
        "inbox",
        policies.HANDLE_REQUEST,
        group="Personal data",
        order=74,
        count=lambda actor: queries.alarms(actor=actor, today=clock.bank_date(clock.now())),
    ),
)
registry.menu.add(
    "data-catalogue",
    registry.MenuItem(
        "data-catalogue",
        "Data catalogue",
        "compliance:catalogue",
        "database",
        policies.VIEW_CATALOGUE,
        group="Personal data",
        order=78,
    ),
)
registry.menu.add(
    "holds",
    registry.MenuItem(
        "holds",
        "Holds on marketing",
        "compliance:holds",
        "shield-off",
        policies.VIEW_HOLD,
        group="Compliance",
        order=62,
    ),
)
registry.menu.add(
    "consent-texts",
    registry.MenuItem(
        "consent-texts",
        "Consent texts",
        "compliance:consent-texts",
        "file-text",
        policies.EDIT_CONSENT_TEXT,
        group="Compliance",
        order=63,
    ),
)
registry.batch_steps.add(
    "compliance.withdrawals",
    registry.BatchStep(
        "compliance.withdrawals",
        "授权撤回通知",
        45,
        lambda batch, connection, everything: services.tell_imported_withdrawals(
            connection=connection, now=clock.now()
        ),
    ),
)
registry.approval_kinds.add(
    services.DELETION_KIND,
    # Nobody erases as somebody's deputy.
    registry.ApprovalKind(
        services.DELETION_KIND,
        "Answer a request for deletion",
        APPROVE_RETENTION,
        services.apply_deletion,
        is_delegable=False,
    ),
)
ports.reviewers.add("screening", queries.reviewed)
ports.suitors.add("suitability", queries.unsuited)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
book.add(*rule_book.RULES)
trials.offer()
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
stories.add(
    "consent",
    Story(
        "consent",
        "Consents and assessments",
        policies.VIEW_CONSENT,
        queries.consents_told,
        order=80,
    ),
)
registry.datasets.add("compliance.risk_grade", exports.risk_grades)
registry.datasets.add("compliance.review", exports.reviews)
registry.panels.add(
    "compliance.panel",
    registry.Panel(
        "compliance.panel",
        "customer.tab",
        "Consents and assessments",
        "compliance:panel",
        policies.VIEW_CONSENT,
        order=70,
        travels=True,
    ),
)
registry.panels.add(
    "compliance.consents",
    registry.Panel(
        "compliance.consents",
        "customer.head",
        "Marketing consent",
        "compliance:consents",
        policies.VIEW_CONSENT,
    ),
)
registry.panels.add(
    "compliance.grade",
    registry.Panel(
        "compliance.grade",
        "customer.mark",
        "Risk assessment",
        "compliance:grade",
        policies.VIEW_CONSENT,
        travels=True,
    ),
)
registry.panels.add(
    "compliance.summary",
    registry.Panel(
        "compliance.summary",
        "customer.overview",
        "Compliance",
        "compliance:summary",
        policies.VIEW_CONSENT,
        order=30,
        width=1,
        travels=True,
    ),
)
words.written(Path(__file__).parent)
next_steps.sources.add(
    "assessments", next_steps.StepSource(policies.VIEW_CONSENT, queries.assessments_waiting)
)
merging.offer()
erasing.offer()
__all__ = ["risk", "suitability"]
