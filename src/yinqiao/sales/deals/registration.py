"""What deals put on offer."""

from pathlib import Path

from yinqiao.platform import registry
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import help as words
from yinqiao.sales.deals import (
    erasing,
    handlers,  # noqa: F401 - it subscribes
    importing,
    jobs,  # noqa: F401 - its jobs register themselves
    merging,
    notices,
    policies,
    queries,
    services,
)


def _waiting(actor: Actor) -> int | None:
    return queries.waiting_count(actor=actor) or None


def _label(actor: Actor, order_id: int) -> str:
    return queries.order_label(actor=actor, order_id=order_id)


def _visible(actor: Actor, order_id: int) -> bool:
    return queries.is_visible(actor=actor, order_id=order_id)


registry.permissions.add(
    policies.APPROVE_BRANCH, "Decide preferential rates within the limit of a branch head"
)
registry.permissions.add(
    policies.APPROVE_HEAD, "Decide preferential rates within the limit of the head office"
)
registry.permissions.add(policies.ANSWER, "Tell how orders of products go on")
registry.audit_verbs.add("deals.orders-listed", policies.VIEW)
registry.audit_verbs.add("deals.order-opened", policies.VIEW)
registry.object_types.add(
    services.TYPE,
    registry.ObjectType(services.TYPE, "Product opening", "deals:order", _label, _visible),
)
registry.approval_kinds.add(
    services.BRANCH_KIND,
    registry.ApprovalKind(
        services.BRANCH_KIND,
        "Preferential rate within the branch head's limit",
        policies.APPROVE_BRANCH,
        services.apply_preference,
        services.summary_of,
        services.amount_of,
    ),
)
registry.approval_kinds.add(
    services.HEAD_KIND,
    registry.ApprovalKind(
        services.HEAD_KIND,
        "Preferential rate within the head office's limit",
        policies.APPROVE_HEAD,
        services.apply_preference,
        services.summary_of,
        services.amount_of,
    ),
)
registry.panels.add(
    "orders",
    registry.Panel(
        "orders",
        "customer.overview",
        "Product openings",
        "deals:of-customer",
        policies.VIEW,
        order=27,
    ),
)
registry.menu.add(
    "orders",
    registry.MenuItem(
        "orders",
        "Product openings",
        "deals:orders",
        "file-check",
        policies.VIEW,
        order=32,
        count=_waiting,
    ),
)
registry.import_targets.add(importing.ANSWER.name, importing.ANSWER)
notices.offer()
erasing.offer()
merging.offer()
words.written(Path(__file__).parent)
