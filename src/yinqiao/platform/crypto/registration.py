"""What encryption puts on offer: a permission; a process with the wrong keys is not ready, so that no balancer sends it a write."""

from yinqiao.platform import registry
from yinqiao.platform.crypto import policies, queries

registry.permissions.add(policies.VIEW_KEYS, "See which keys there are")
registry.readiness.add("keys", queries.readiness)
