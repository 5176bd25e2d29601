"""What leads put on offer."""

from pathlib import Path

from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import help as words
from yinqiao.sales.leads import (
    erasing,
    handlers,  # noqa: F401 - it subscribes
    importing,
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
    return queries.waiting_count(actor=actor) or None


def _label(actor: Actor, lead_id: int) -> str:
    return queries.lead_label(actor=actor, lead_id=lead_id)


def _visible(actor: Actor, lead_id: int) -> bool:
    return queries.is_visible(actor=actor, lead_id=lead_id)


registry.permissions.add(policies.VIEW, "See leads of one's own and of one's units")
registry.permissions.add(policies.CAPTURE, "Enter leads")
registry.permissions.add(policies.WORK, "Claim leads and work on them")
registry.permissions.add(policies.ASSIGN, "Give out the leads of one's units")
registry.audit_verbs.add("leads.listed", policies.VIEW)
registry.audit_verbs.add("leads.opened", policies.VIEW)
registry.object_types.add(
    services.TYPE,
    registry.ObjectType(services.TYPE, "Lead", "leads:detail", _label, _visible),
)
registry.panels.add(
    "leads-counter",
    registry.Panel(
        "leads-counter", "counter.stranger", "Take in a lead", "leads:new", policies.CAPTURE
    ),
)
registry.menu.add(
    "leads",
    registry.MenuItem(
        "leads", "Leads", "leads:list", "user-search", policies.VIEW, order=29, count=_waiting
    ),
)
registry.import_targets.add(importing.LEAD.name, importing.LEAD)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
trials.offer()
book.add(*rule_book.RULES)
notices.offer()
erasing.offer()
words.written(Path(__file__).parent)
