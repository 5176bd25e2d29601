"""What due diligence puts on offer."""

from pathlib import Path

from django.urls import reverse

from yinqiao.compliance import policies as compliance_policies
from yinqiao.compliance.diligence import (
    handlers,  # noqa: F401 - it subscribes
    jobs,  # noqa: F401 - its jobs register themselves
    merging,
    parameters,
    policies,
    rule_book,
    services,
    trials,
)
from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.ui import help as words

registry.permissions.add(policies.FILL, "Supply files of due diligence")
registry.permissions.add(policies.CHECK, "Check files of due diligence and see their backlog")
registry.permissions.add(policies.GRADE, "Grade customers by their risk")
registry.permissions.add(
    policies.APPROVE, "Agree, for senior management, to relations after enhanced diligence"
)
registry.audit_verbs.add("diligence.files-listed", policies.CHECK)
registry.audit_verbs.add("diligence.owner-differences-listed", policies.CHECK)
registry.audit_verbs.add("diligence.grades-read", compliance_policies.VIEW_DUE_DILIGENCE)
registry.approval_kinds.add(
    services.KIND,
    registry.ApprovalKind(
        services.KIND,
        "Consent of senior management to a relation",
        policies.APPROVE,
        services.apply_approval,
        is_delegable=False,
    ),
)
registry.approval_kinds.add(
    services.CHECKLIST_KIND,
    registry.ApprovalKind(
        services.CHECKLIST_KIND,
        "Publish a checklist of due diligence",
        policies.GRADE,
        services.apply_checklist,
        preview=lambda payload: reverse("diligence:checklist-draft", args=[payload["draft_id"]]),
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.offer()
registry.panels.add(
    "diligence.panel",
    registry.Panel(
        "diligence.panel",
        "customer.tab",
        "Due diligence",
        "diligence:panel",
        compliance_policies.VIEW_CONSENT,
        order=73,
    ),
)
registry.menu.add(
    "diligence",
    registry.MenuItem(
        "diligence",
        "Board of due diligence",
        "diligence:board",
        "file-search",
        policies.CHECK,
        group="Money laundering and risk",
        order=71,
    ),
)
merging.offer()
words.written(Path(__file__).parent)
book.add(*rule_book.RULES)
