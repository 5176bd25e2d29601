"""What campaign lists put on offer."""

from datetime import datetime
from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.interactions import services as interactions
from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters.trials import AHEAD, cannot
from yinqiao.platform.ui import desk
from yinqiao.platform.ui import help as words
from yinqiao.sales.campaign_lists import (
    desks,
    erasing,
    handlers,  # noqa: F401 - it subscribes
    jobs,  # noqa: F401 - its jobs register themselves
    notices,
    parameters,
    policies,
    queries,
    rule_book,
    services,
)


def _label(actor: Actor, list_id: int) -> str:
    return queries.list_label(actor=actor, list_id=list_id)


def _visible(actor: Actor, list_id: int) -> bool:
    return queries.is_visible(actor=actor, list_id=list_id)


def _to_deal(actor: Actor) -> int | None:
    return (queries.to_deal_count(actor=actor) or None) if actor.can(policies.DEAL) else None


def _to_work(actor: Actor) -> int | None:
    return sum(one.open for one in queries.lists_to_work(actor=actor)) or None


def _choices(actor: Actor, customer_id: int) -> list[tuple[int, str]]:
    return queries.name_choices(actor=actor, customer_id=customer_id)


def _script(actor: Actor, pk: int) -> str:
    return queries.script_of(actor=actor, entry_id=pk)


def _matter(actor: Actor, pk: int) -> interactions.Matter | None:
    return queries.matter_of(actor=actor, entry_id=pk)


def _log(
    *, actor: Actor, now: datetime, pk: int, follow_up: interactions.FollowUp
) -> interactions.Logged:
    """The contact is logged as about the name; its feedback code is given on the page of the list."""
    people = queries.customers_of(actor=actor, entry_ids=[pk])
    if not people:
        raise services.NameTaken(_("This name was fed back meanwhile. What was said first stands."))
    return interactions.log_follow_up(
        actor=actor, now=now, customer_id=people[0], follow_up=follow_up
    )


registry.permissions.add(policies.MAKE, "Make lists for one's unit and those below it")
registry.permissions.add(policies.APPROVE, "Let lists go out")
registry.permissions.add(policies.VIEW, "See lists and how far they have come")
registry.permissions.add(policies.DEAL, "Deal the names of lists out in one's units")
registry.permissions.add(policies.WORK, "Work on names of lists")
registry.permissions.add(policies.APPROVE_EXPORT, "Let lists be exported")
registry.audit_verbs.add("campaign_lists.names-listed", policies.WORK)
registry.object_types.add(
    services.TYPE,
    registry.ObjectType(services.TYPE, "Campaign list", "campaign_lists:detail", _label, _visible),
)
registry.menu.add(
    "campaign-lists",
    registry.MenuItem(
        "campaign-lists",
        "Campaign lists",
        "campaign_lists:list",
        "list-check",
        policies.VIEW,
        order=31,
        count=_to_deal,
    ),
)
registry.menu.add(
    "list-work",
    registry.MenuItem(
        "list-work",
        "Names to be called",
        "campaign_lists:work",
        "list-details",
        policies.WORK,
        order=32,
        count=_to_work,
    ),
)
registry.approval_kinds.add(
    services.SEND_KIND,
    registry.ApprovalKind(
        services.SEND_KIND,
        "Send a list out",
        policies.APPROVE,
        services.apply_sending,
        services.summary_of,
        measure=services.measure_of,
    ),
)
registry.approval_kinds.add(
    services.EXPORT_KIND,
    registry.ApprovalKind(
        services.EXPORT_KIND,
        "Export a list",
        policies.APPROVE_EXPORT,
        services.apply_export,
        services.export_summary,
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
for _block in desks.BLOCKS:
    desk.blocks.add(_block.key, _block)
desk.todos.add("campaign-lists", desks.todos)
desk.agenda.add("campaign-lists", desks.marks)
registry.panels.add(
    "list-calls",
    registry.Panel(
        "list-calls",
        "sales.calls",
        "Names of lists",
        "campaign_lists:block",
        policies.WORK,
        order=10,
    ),
)
interactions.subjects.add(
    services.NAME, interactions.Subject(services.NAME, _choices, _log, _script, _matter)
)
cannot((one.key for one in parameters.PARAMETERS), AHEAD)
book.add(*rule_book.RULES)
notices.offer()
erasing.offer()
words.written(Path(__file__).parent)
