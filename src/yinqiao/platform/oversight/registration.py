"""What oversight puts on offer beside the menu items of `platform.audit` and `platform.parameters`."""

from yinqiao.platform import registry
from yinqiao.platform.audit import policies
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
registry.landing.add("auditor", "audit:list")
for verb in (
    "audit.searched",
    "audit.customer-followed",
    "audit.person-followed",
    "audit.entry-opened",
):
    registry.audit_verbs.add(verb, policies.VIEW)
__all__ = ["jobs"]
