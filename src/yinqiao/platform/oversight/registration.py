"""What oversight puts on offer beside the menu items of `platform.audit` and `platform.parameters`."""

from yinqiao.platform import registry
from yinqiao.platform.audit import policies
from yinqiao.platform.crypto import policies as crypto
from yinqiao.platform.oversight import jobs

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
registry.landing.add("auditor", "audit:list")
registry.audit_verbs.add("audit.searched", policies.VIEW)
registry.audit_verbs.add("audit.customer-followed", policies.VIEW)
registry.audit_verbs.add("audit.person-followed", policies.VIEW)
registry.audit_verbs.add("audit.entry-opened", policies.VIEW)
registry.audit_verbs.add("ui.page-refused", "")
__all__ = ["jobs"]
