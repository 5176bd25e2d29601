"""What the maturity planner puts on offer."""

from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.parameters.trials import AHEAD, cannot
from yinqiao.platform.ui import desk
from yinqiao.sales import policies
from yinqiao.sales.maturities import parameters, rule_book

for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
cannot((one.key for one in parameters.PARAMETERS), AHEAD)
book.add(*rule_book.RULES)
registry.audit_verbs.add("maturities.plan-opened", policies.WORK)
registry.menu.add(
    "maturities",
    registry.MenuItem(
        "maturities",
        "Maturity planner",
        "maturities:planner",
        "calendar-due",
        policies.WORK,
        order=33,
    ),
)
desk.actions.add(
    "maturities",
    desk.DeskAction(
        "maturities",
        "Plan maturities",
        "maturities:planner",
        "calendar-due",
        policies.WORK,
        is_for=policies.has_book,
    ),
)
