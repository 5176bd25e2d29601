"""What the insights room puts on offer."""

from django.utils.translation import gettext_noop as _

from yinqiao.customers import queries as customers
from yinqiao.insights import (
    erasing,
    events,
    exports,
    helping,
    importing,
    jobs,
    merging,
    parameters,
    policies,
    queries,
    rule_book,
    services,
    trials,
)
from yinqiao.platform import clock, processing, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.processing import Ground
from yinqiao.platform.ui.story import Story, stories

registry.permissions.add(policies.VIEW, "See tags of customers in scope")
registry.permissions.add(policies.SET_TAGS, "Set and end manual tags of customers in scope")
registry.permissions.add(policies.EDIT_TAGS, "Change the dictionary of tags")
registry.permissions.add(policies.VIEW_FACTS, "See figures of customers in scope")
registry.permissions.add(policies.VIEW_CATALOGUE, "See the catalogue of figures")
registry.permissions.add(
    policies.VIEW_TRIGGERS, "See the triggers and whom they fired for in scope"
)
registry.permissions.add(policies.EDIT_TRIGGERS, "Change triggers")
registry.permissions.add(
    policies.PREVIEW_TRIGGERS, "Try triggers out: how many they would fire for, and whom in scope"
)
registry.permissions.add(
    policies.VIEW_CONTRIBUTION, "See what a customer contributes, with margins and costs"
)
registry.permissions.add(policies.KEEP_TIER, "Ask that a tier is kept")
registry.permissions.add(policies.AGREE_TIER_KEEP, "Decide whether a tier is kept")
registry.approval_kinds.add(
    services.KEEP_KIND,
    registry.ApprovalKind(
        services.KEEP_KIND, "Keep a tier", policies.AGREE_TIER_KEEP, services.apply_tier_keep
    ),
)
registry.datasets.add("insights.standing", exports.standing)
registry.audit_verbs.add("insights.catalogue-opened", policies.VIEW_CATALOGUE)
registry.audit_verbs.add("insights.triggers-opened", policies.VIEW_TRIGGERS)
registry.audit_verbs.add("insights.contribution-opened", policies.VIEW_CONTRIBUTION)
registry.menu.add(
    "triggers",
    registry.MenuItem(
        "triggers",
        "Triggers",
        "insights:triggers",
        "bolt",
        policies.VIEW_TRIGGERS,
        group="Data",
        order=455,
    ),
)
registry.parameters.add(
    services.MOST_TAGS,
    registry.ParameterDefinition(
        services.MOST_TAGS,
        "How many manual tags a customer may bear at once",
        20,
        "tags",
        "本行设定：客户标签管理",
        "零售金融部",
        least=1,
        most=100,
    ),
)
registry.landing.add("marketer", "insights:triggers")
book.add(*rule_book.RULES)
book.add_technical(rule_book.TECHNICAL)
trials.offer()
book.living.add("insights.triggers", rule_book.triggers)
registry.menu.add(
    "tags",
    registry.MenuItem(
        "tags",
        "Dictionary of tags",
        "insights:tag-list",
        "tags",
        policies.EDIT_TAGS,
        group="Data",
        order=452,
    ),
)
registry.menu.add(
    "figures",
    registry.MenuItem(
        "figures",
        "Catalogue of figures",
        "insights:catalogue",
        "book-2",
        policies.VIEW_CATALOGUE,
        group="Data",
        order=450,
    ),
)
registry.batch_steps.add(
    "insights.triggers",
    registry.BatchStep(
        "insights.triggers",
        "触发规则",
        60,
        lambda batch, connection, everything: services.evaluate(
            connection=connection, now=clock.now()
        ),
    ),
)
registry.batch_steps.add(
    "insights.tags",
    registry.BatchStep(
        "insights.tags",
        "规则标签",
        65,
        lambda batch, connection, everything: services.tag_by_rules(
            connection=connection, now=clock.now()
        ),
    ),
)
customers.narrowings.add(
    "tag",
    customers.Narrowing(
        "tag", "Customer tag", policies.VIEW, queries.tag_filter_choices, queries.bearers
    ),
)
registry.panels.add(
    "insights-tags",
    registry.Panel(
        "insights-tags",
        "customer.overview",
        "Tags",
        "insights:tags",
        policies.VIEW,
        order=60,
        travels=True,
    ),
)
registry.panels.add(
    "insights-head",
    registry.Panel(
        "insights-head", "customer.number", "Figures", "insights:head", policies.VIEW_FACTS
    ),
)
registry.panels.add(
    "insights-standing",
    registry.Panel(
        "insights-standing",
        "customer.overview",
        "Tier and lifecycle",
        "insights:standing",
        policies.VIEW_FACTS,
        order=55,
    ),
)
registry.panels.add(
    "insights-facts",
    registry.Panel(
        "insights-facts",
        "customer.tab",
        "Figures",
        "insights:facts",
        policies.VIEW_FACTS,
        order=70,
    ),
)
stories.add(
    "standing",
    Story("standing", "Tier and lifecycle", policies.VIEW_FACTS, queries.standing_told, order=60),
)
stories.add("tag", Story("tag", "Tags", policies.VIEW, queries.tags_told, order=70))
for _target in importing.TARGETS:
    registry.import_targets.add(_target.name, _target)
registry.import_references.add("insights.tag", importing.tag_codes)
helping.offer()
merging.offer()
erasing.offer()
processing.offer(
    policies.SCORING, _("Rules built on scores of customers"), Ground.AUTOMATED, is_gated=True
)
processing.tellers.add("SCORE", queries.scores_told)
processing.tellers.add("TIER", queries.tier_told)
__all__ = ["events", "jobs", "parameters"]
