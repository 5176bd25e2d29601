"""What greetings put on offer."""

from yinqiao.interactions import policies
from yinqiao.interactions.greetings import jobs, parameters, queries, rule_book
from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.db import moves
from yinqiao.platform.parameters import trials
from yinqiao.platform.ui.story import Story, stories

registry.audit_verbs.add("interactions.greetings-listed", policies.VIEW_TIMELINE)
registry.menu.add(
    "greetings",
    registry.MenuItem(
        "greetings",
        "Greetings",
        "interactions:greetings",
        "gift",
        policies.LOG,
        order=37,
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.cannot((_parameter.key for _parameter in parameters.PARAMETERS), trials.AHEAD)
book.add(*rule_book.RULES)
stories.add(
    "greeting",
    Story("greeting", "Greetings", policies.VIEW_TIMELINE, queries.greetings_told, order=60),
)
moves.keep("read through the identity map", "interactions_greeting")
__all__ = ["jobs"]
