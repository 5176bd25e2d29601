"""What the audit trail puts on offer: permissions, menu, the sealing job."""

from yinqiao.platform import registry
from yinqiao.platform.audit import alarm, jobs, policies

registry.permissions.add(policies.VIEW, "Search the audit trail")
registry.permissions.add(policies.VERIFY, "Verify the audit chain")
registry.menu.add(
    "audit",
    registry.MenuItem(
        "audit",
        "Audit search",
        "audit:list",
        "file-search",
        policies.VIEW,
        group="Audit",
        order=600,
    ),
)
registry.menu.add(
    "audit-chain",
    registry.MenuItem(
        "audit-chain",
        "Verify the chain",
        "audit:chain",
        "link",
        policies.VERIFY,
        group="Audit",
        order=640,
    ),
)
registry.alarms.add("audit", alarm.present)
__all__ = ["jobs"]
