"""What the sales room puts on offer."""

from yinqiao.platform import clock, registry
from yinqiao.platform.actor import Actor
from yinqiao.sales import handlers, policies, queries


def _waiting(actor: Actor) -> int | None:
    return queries.waiting_count(actor=actor, today=clock.bank_date(clock.now())) or None


def _list_title(actor: Actor) -> str:
    return queries.list_title(actor)


def _label(actor: Actor, opportunity_id: int) -> str:
    return queries.opportunity_label(actor=actor, opportunity_id=opportunity_id)


def _visible(actor: Actor, opportunity_id: int) -> bool:
    return queries.is_visible(actor=actor, opportunity_id=opportunity_id)


registry.permissions.add(policies.VIEW, "See opportunities of customers in scope")
registry.permissions.add(policies.WORK, "Work on opportunities of customers in scope")
registry.audit_verbs.add("sales.opportunities-listed", policies.VIEW)
registry.audit_verbs.add("sales.opportunity-opened", policies.VIEW)
registry.object_types.add(
    "sales.opportunity",
    registry.ObjectType("sales.opportunity", "Opportunity", "sales:detail", _label, _visible),
)
registry.panels.add(
    "opportunities",
    registry.Panel(
        "opportunities",
        "customer.overview",
        "Opportunities",
        "sales:panel",
        policies.VIEW,
        order=25,
    ),
)
registry.menu.add(
    "opportunities",
    registry.MenuItem(
        "opportunities",
        "My opportunities",
        "sales:list",
        "target-arrow",
        policies.VIEW,
        order=30,
        count=_waiting,
        title_for=_list_title,
    ),
)
registry.parameters.add(
    "sales.quiet_days",
    registry.ParameterDefinition(
        "sales.quiet_days",
        "How long an opportunity that was won or lost stays closed while its reason goes on",
        90,
        "days",
        "本行设定：商机去重",
        "零售业务部",
        description="A reason that went away and came back opens a new one at once.",
        least=1,
        most=730,
    ),
)
__all__ = ["handlers"]
