"""What advice puts on offer."""

from pathlib import Path

from yinqiao.platform import processing, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import trials
from yinqiao.platform.ui import desk
from yinqiao.platform.ui import help as words
from yinqiao.platform.ui.desk import Block, Column
from yinqiao.sales import policies as sales
from yinqiao.sales.advice import (
    handlers,  # noqa: F401 - it subscribes
    jobs,  # noqa: F401 - its jobs register themselves
    merging,
    parameters,
    policies,
    queries,
    rule_book,
    services,
)


def _label(actor: Actor, lever_id: int) -> str:  # noqa: ARG001 - products are nobody's data
    row = queries.lever(lever_id=lever_id)
    found = queries.lever_rows([row], today=row.valid_from) if row is not None else []
    return found[0].product_name if found else ""


def _visible(actor: Actor, lever_id: int) -> bool:
    return actor.can(policies.VIEW_LEVERS) and queries.lever(lever_id=lever_id) is not None


registry.permissions.add(policies.VIEW, "See what is advised for customers in scope")
registry.permissions.add(policies.VIEW_RESULTS, "See what advice came to")
registry.permissions.add(policies.VIEW_LEVERS, "See the levers of advice")
registry.permissions.add(policies.SET_LEVERS, "Ask for levers of advice")
registry.permissions.add(policies.AGREE_LEVERS, "Agree to levers of advice")
registry.audit_verbs.add("advice.opened", policies.VIEW)
registry.audit_verbs.add("advice.feed-shown", policies.VIEW)
registry.panels.add(
    "advice",
    registry.Panel(
        "advice", "customer.overview", "Next step advised", "advice:panel", policies.VIEW, order=8
    ),
)
desk.blocks.add(
    "advice",
    Block(
        "advice",
        "Advised today",
        "advice:desk",
        policies.VIEW,
        Column.MIDDLE,
        15,
        is_for=sales.has_book,
    ),
)
registry.object_types.add(
    services.LEVER_TYPE,
    registry.ObjectType(services.LEVER_TYPE, "Lever of advice", "advice:levers", _label, _visible),
)
registry.approval_kinds.add(
    services.LEVER_KIND,
    registry.ApprovalKind(
        services.LEVER_KIND,
        "Weigh a product in advice",
        policies.AGREE_LEVERS,
        services.apply_lever,
    ),
)
registry.menu.add(
    "advice-results",
    registry.MenuItem(
        "advice-results",
        "Results of advice",
        "advice:results",
        "chart-dots-3",
        policies.VIEW_RESULTS,
        order=37,
    ),
)
registry.menu.add(
    "advice-levers",
    registry.MenuItem(
        "advice-levers",
        "Levers of advice",
        "advice:levers",
        "adjustments",
        policies.VIEW_LEVERS,
        order=38,
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
book.add(*rule_book.RULES)
trials.cannot((one.key for one in parameters.PARAMETERS), trials.AHEAD)
processing.offer(
    "advice.recommendation", "Products advised by a machine", processing.Ground.AUTOMATED
)
merging.offer()
words.written(Path(__file__).parent)
