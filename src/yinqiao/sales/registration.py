"""What the sales room puts on offer."""

from datetime import datetime

from yinqiao.compliance import queries as compliance_queries
from yinqiao.compliance import services as compliance
from yinqiao.interactions import services as interactions
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.ui import desk, next_steps, tours
from yinqiao.platform.ui.story import Story, stories
from yinqiao.sales import (
    desks,
    erasing,
    handlers,
    helping,
    jobs,
    merging,
    notices,
    policies,
    queries,
    rule_book,
    services,
    trials,
    unit_mergers,
    ways,
)
from yinqiao.sales.parameters import PARAMETERS
from yinqiao.sales.scripts import queries as scripts
from yinqiao.sales.tour import TOUR


def _waiting(actor: Actor) -> int | None:
    return queries.waiting_count(actor=actor, today=clock.bank_date(clock.now())) or None


def _open_of(actor: Actor, customer_id: int) -> int | None:
    return queries.open_count(actor=actor, customer_id=customer_id) or None


def _list_title(actor: Actor) -> str:
    return queries.list_title(actor)


def _label(actor: Actor, opportunity_id: int) -> str:
    return queries.opportunity_label(actor=actor, opportunity_id=opportunity_id)


def _pipeline(actor: Actor, pk: int) -> str:  # noqa: ARG001 - the same for everybody
    return next((way.title for way in ways.ways() if way.id == pk), "")


def _sees_pipelines(actor: Actor, pk: int) -> bool:  # noqa: ARG001 - all or none
    return actor.can(policies.SET_PIPELINES)


def _visible(actor: Actor, opportunity_id: int) -> bool:
    return queries.is_visible(actor=actor, opportunity_id=opportunity_id)


def _open_ones(actor: Actor, customer_id: int) -> list[tuple[int, str]]:
    return queries.open_choices(actor=actor, customer_id=customer_id)


def _script(actor: Actor, pk: int) -> str:
    words = queries.script_of(actor=actor, opportunity_id=pk)
    return words or scripts.best_text(actor=actor, opportunity_id=pk, now=clock.now())


def _matter(actor: Actor, pk: int) -> interactions.Matter | None:
    return queries.matter_of(actor=actor, opportunity_id=pk)


def _log(
    *, actor: Actor, now: datetime, pk: int, follow_up: interactions.FollowUp
) -> interactions.Logged:
    return services.follow_up_on(actor=actor, now=now, opportunity_id=pk, follow_up=follow_up)


compliance_queries.errands.add("sales", queries.errands)
registry.permissions.add(policies.VIEW, "See opportunities of customers in scope")
registry.permissions.add(policies.WORK, "Work on opportunities of customers in scope")
registry.permissions.add(policies.REFER, "Refer a visitor of the counter to the main manager")
registry.permissions.add(
    policies.SET_PIPELINES, "Set the stages of the pipelines, with what they ask for"
)
registry.permissions.add(policies.LEAD, "See the work of the managers of one's units")
registry.permissions.add(
    policies.VIEW_RESULTS, "See what opportunities came to, by rule, in one's units"
)
registry.permissions.add(
    policies.VIEW_BANK_RESULTS, "See what opportunities came to, by rule, in the whole bank"
)
registry.permissions.add(policies.SET_TARGETS, "Set the targets of the managers of one's units")
registry.audit_verbs.add("sales.report-opened", policies.WORK)
registry.audit_verbs.add("sales.opportunities-listed", policies.VIEW)
registry.audit_verbs.add("sales.opportunity-opened", policies.VIEW)
registry.audit_verbs.add("sales.results-opened", policies.VIEW_RESULTS)
registry.audit_verbs.add("sales.figure-opened", policies.VIEW)
registry.audit_verbs.add("sales.visit-sheet-opened", policies.WORK)
registry.object_types.add(
    "sales.opportunity",
    registry.ObjectType("sales.opportunity", "Opportunity", "sales:detail", _label, _visible),
)
registry.panels.add(
    "sales-referral",
    registry.Panel(
        "sales-referral",
        "counter.action",
        "Refer to the manager",
        "sales:referral",
        policies.REFER,
        order=20,
    ),
)
registry.panels.add(
    "rule-results",
    registry.Panel(
        "rule-results",
        "trigger.page",
        "Results of opportunities",
        "sales:result-panel",
        policies.VIEW_RESULTS,
        order=10,
    ),
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
        travels=True,
    ),
)
# 工单 stand beside it in the mock-up: their room registers a tab of its own, until then there is none.
registry.panels.add(
    "sales-opportunities",
    registry.Panel(
        "sales-opportunities",
        "customer.tab",
        "Opportunities",
        "sales:tab",
        policies.VIEW,
        order=40,
        travels=True,
        count=_open_of,
    ),
)
compliance.pack_sections.add("scripts", compliance.PackSection("scripts", queries.scripts_packed))
registry.object_types.add(
    "sales.pipeline",
    registry.ObjectType(
        "sales.pipeline", "Pipeline", "sales:pipelines", _pipeline, _sees_pipelines
    ),
)
registry.panels.add(
    "new-opportunity",
    registry.Panel(
        "new-opportunity",
        "customer.action",
        "New opportunity",
        "sales:new",
        policies.WORK,
        order=15,
        icon="target-arrow",
    ),
)
registry.panels.add(
    "visit-sheet",
    registry.Panel(
        "visit-sheet",
        "customer.action",
        "Visit sheet",
        "sales:visit",
        policies.WORK,
        order=20,
        icon="printer",
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
for _parameter in PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
book.add(*rule_book.RULES)
unit_mergers.offer()
trials.offer()
notices.offer()
for _block in desks.BLOCKS:
    desk.blocks.add(_block.key, _block)
desk.actions.add(
    "calls",
    desk.DeskAction(
        "calls",
        "Begin today's calls",
        "sales:calls",
        "phone",
        policies.WORK,
        is_primary=True,
        is_for=policies.has_book,
    ),
)
desk.actions.add(
    "report",
    desk.DeskAction(
        "report",
        "Daily report",
        "sales:report",
        "report",
        policies.WORK,
        is_for=policies.has_book,
    ),
)
desk.actions.add(
    "morning",
    desk.DeskAction("morning", "Morning sheet", "sales:morning", "printer", policies.LEAD),
)
registry.menu.add(
    "pipelines",
    registry.MenuItem(
        "pipelines",
        "Pipelines",
        "sales:pipelines",
        "layout-kanban",
        policies.SET_PIPELINES,
        group="System",
        order=725,
    ),
)
registry.menu.add(
    "team",
    registry.MenuItem("team", "My team", "sales:team", "users-group", policies.LEAD, order=35),
)
registry.menu.add(
    "results",
    registry.MenuItem(
        "results",
        "Results of opportunities",
        "sales:results",
        "chart-bar",
        policies.VIEW_RESULTS,
        order=36,
    ),
)
desk.todos.add("sales", desks.todos)
desk.agenda.add("sales", desks.marks)
interactions.subjects.add(
    services.OPPORTUNITY_TYPE,
    interactions.Subject(services.OPPORTUNITY_TYPE, _open_ones, _log, _script, _matter),
)
stories.add(
    "opportunity",
    Story("opportunity", "Opportunities", policies.VIEW, queries.opportunities_told, order=10),
)
helping.offer()
next_steps.sources.add(
    "opportunities", next_steps.StepSource(policies.VIEW, queries.opportunities_waiting)
)
for _step in TOUR:
    tours.steps.add(_step.key, _step)
merging.offer()
erasing.offer()
__all__ = ["handlers", "jobs"]
