"""What oversight puts on offer beside the menu items of `platform.audit` and `platform.parameters`."""

from yinqiao.platform import registry
from yinqiao.platform.audit import policies
from yinqiao.platform.crypto import policies as crypto
from yinqiao.platform.oversight import jobs
from yinqiao.platform.parameters import policies as parameters
from yinqiao.platform.ui import tours

registry.menu.add(
    "audit-readers",
    registry.MenuItem(
        "audit-readers",
        "Who looked",
        "audit:readers",
        "eye",
        policies.VIEW,
        group="Audit",
        order=610,
    ),
)
registry.menu.add(
    "keys",
    registry.MenuItem(
        "keys", "Data keys", "keys:list", "key", crypto.VIEW_KEYS, group="Security", order=690
    ),
)
registry.menu.add(
    "rules",
    registry.MenuItem(
        "rules",
        "Rule book",
        "rules:list",
        "book-2",
        parameters.VIEW_RULES,
        group="Compliance",
        order=66,
    ),
)
registry.landing.add("auditor", "audit:list")
registry.audit_verbs.add("audit.searched", policies.VIEW)
registry.audit_verbs.add("audit.customer-followed", policies.VIEW)
registry.audit_verbs.add("audit.person-followed", policies.VIEW)
registry.audit_verbs.add("audit.entry-opened", policies.VIEW)
registry.audit_verbs.add("ui.page-refused", "")
for _step in (
    tours.TourStep(
        "audit.list",
        "#list",
        "The trail",
        "Who did what, when, to what, and why. It is only added to.",
        "audit.view_audit",
        20,
    ),
    tours.TourStep(
        "audit.readers",
        '[data-menu="audit-readers"]',
        "Who looked",
        "Ask for a customer or a person and see every look.",
        "audit.view_audit",
        30,
    ),
    tours.TourStep(
        "audit.chain",
        '[data-menu="audit-chain"]',
        "Is it whole?",
        "Check the chain of seals at any time.",
        "audit.verify_chain",
        40,
    ),
):
    tours.steps.add(_step.key, _step)
__all__ = ["jobs"]
