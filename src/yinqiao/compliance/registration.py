"""What the compliance room puts on offer."""

from pathlib import Path

from yinqiao.compliance import (
    exports,
    handlers,  # noqa: F401 - it subscribes
    importing,
    parameters,
    policies,
    queries,
    services,  # noqa: F401 - its audit verbs and events register themselves
)
from yinqiao.platform import registry
from yinqiao.platform.ui import help as words
from yinqiao.platform.ui import next_steps
from yinqiao.platform.ui.story import Story, stories

registry.permissions.add(policies.VIEW_CONSENT, "See consents of customers in scope")
registry.permissions.add(policies.VIEW_DUE_DILIGENCE, "See due diligence and its grade")
registry.permissions.add(policies.VIEW_SENSITIVE_ACCESS, "See who saw what in clear")
registry.permissions.add(policies.RESERVE_CONTACT, "Contact customers in scope through the gate")
registry.permissions.add(policies.PLACE_HOLD, "Stop marketing to a customer")
registry.permissions.add(policies.LIFT_HOLD, "Open marketing to a customer again")
registry.audit_verbs.add("compliance.contact-refused", policies.RESERVE_CONTACT)
registry.audit_verbs.add("compliance.sensitive-access-listed", policies.VIEW_SENSITIVE_ACCESS)
registry.menu.add(
    "sensitive-access",
    registry.MenuItem(
        "sensitive-access",
        "Sensitive access",
        "compliance:sensitive-access",
        "eye",
        policies.VIEW_SENSITIVE_ACCESS,
        group="Compliance",
        order=75,
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
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
