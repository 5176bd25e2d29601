"""What scripts put on offer."""

from pathlib import Path

from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import trials
from yinqiao.platform.ui import help as words
from yinqiao.sales.scripts import (
    handlers,  # noqa: F401 - it subscribes
    merging,
    parameters,
    policies,
    queries,
    rule_book,
    services,
)


def _label(actor: Actor, script_id: int) -> str:  # noqa: ARG001 - words are nobody's data
    return queries.script_label(script_id=script_id)


def _visible(actor: Actor, script_id: int) -> bool:
    return actor.can(policies.VIEW) and queries.is_there(script_id=script_id)


registry.permissions.add(policies.VIEW, "Read scripts")
registry.permissions.add(policies.EDIT, "Write scripts")
registry.permissions.add(policies.REVIEW, "Review scripts")
registry.object_types.add(
    services.TYPE,
    registry.ObjectType(services.TYPE, "Script", "scripts:detail", _label, _visible),
)
registry.approval_kinds.add(
    services.KIND,
    registry.ApprovalKind(services.KIND, "Review a script", policies.REVIEW, services.apply_review),
)
registry.menu.add(
    "scripts",
    registry.MenuItem(
        "scripts", "Scripts", "scripts:list", "message-circle", policies.VIEW, order=34
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
book.add(*rule_book.RULES)
trials.cannot((one.key for one in parameters.PARAMETERS), trials.AHEAD)
merging.offer()
words.written(Path(__file__).parent)
