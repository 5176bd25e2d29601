"""What the compliance room puts on offer."""

from yinqiao.compliance import exports, importing, parameters, policies
from yinqiao.platform import registry

registry.permissions.add(policies.VIEW_CONSENT, "See consents of customers in scope")
registry.permissions.add(policies.VIEW_DUE_DILIGENCE, "See due diligence and its grade")
registry.permissions.add(policies.VIEW_SENSITIVE_ACCESS, "See who saw what in clear")
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
registry.datasets.add("compliance.risk_grade", exports.risk_grades)
registry.panels.add(
    "compliance.panel",
    registry.Panel(
        "compliance.panel",
        "customer.tab",
        "Consents and assessments",
        "compliance:panel",
        policies.VIEW_CONSENT,
        order=70,
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
    "compliance.summary",
    registry.Panel(
        "compliance.summary",
        "customer.overview",
        "Compliance",
        "compliance:summary",
        policies.VIEW_CONSENT,
        order=30,
        width=1,
    ),
)
