"""What encryption puts on offer: a process with the wrong keys is not ready, so that no balancer sends it a write."""

from yinqiao.platform import registry
from yinqiao.platform.crypto import queries

registry.readiness.add("keys", queries.readiness)
