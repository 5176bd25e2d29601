"""What books put on offer."""

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext

from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import help as words
from yinqiao.sales.books import (
    erasing,
    handlers,  # noqa: F401 - it subscribes
    jobs,  # noqa: F401 - its jobs register themselves
    notices,
    parameters,
    policies,
    queries,
    rule_book,
    services,
    trials,
)


def _waiting(actor: Actor) -> int | None:
    found = len(queries.to_accept(actor=actor))
    if actor.can(policies.LEAD):
        found += len(queries.pool_since(actor=actor))
    return found or None


def _label(actor: Actor, handover_id: int) -> str:
    return queries.handover_label(actor=actor, handover_id=handover_id)


def _visible(actor: Actor, handover_id: int) -> bool:
    return queries.is_visible(actor=actor, handover_id=handover_id)


def _summary(_payload: Mapping[str, object]) -> str:
    return gettext("Customers change hands")


def _customers(payload: Mapping[str, object]) -> int:
    return int(str(payload.get("customers", 0)))


registry.permissions.add(policies.VIEW, "See how customers change hands and who covers")
registry.permissions.add(policies.ASK, "Ask for transfers and covers, accept customers")
registry.permissions.add(policies.APPROVE, "Approve transfers and covers")
registry.audit_verbs.add("books.handover-opened", policies.VIEW)
registry.object_types.add(
    services.TYPE,
    registry.ObjectType(services.TYPE, "Handover", "books:detail", _label, _visible),
)
registry.approval_kinds.add(
    services.HANDOVER_KIND,
    registry.ApprovalKind(
        services.HANDOVER_KIND,
        "Customers change hands",
        policies.APPROVE,
        services.apply_handover,
        _summary,
        _customers,
    ),
)
registry.approval_kinds.add(
    services.COVER_KIND,
    registry.ApprovalKind(
        services.COVER_KIND, "Cover in leave", policies.APPROVE, services.apply_cover
    ),
)
registry.datasets.add("books.covered", queries.covered)
registry.datasets.add("books.cover_of", queries.cover_of)
registry.menu.add(
    "books",
    registry.MenuItem(
        "books", "Books", "books:list", "address-book", policies.VIEW, order=37, count=_waiting
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.offer()
book.add(*rule_book.RULES)
notices.offer()
erasing.offer()
words.written(Path(__file__).parent)
