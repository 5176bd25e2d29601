"""What imports put on offer: permissions."""

from yinqiao.platform import registry
from yinqiao.platform.imports import events, policies

registry.permissions.add(policies.VIEW, "See the import board")
registry.permissions.add(policies.RUN, "Run and undo imports")
registry.permissions.add(policies.QUARANTINE, "Work on quarantined rows")
registry.permissions.add(policies.CODES, "Edit code maps")
registry.permissions.add(policies.SIGN, "Sign reconciliations")
__all__ = ["events"]
