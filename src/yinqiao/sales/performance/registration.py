"""What performance puts on offer."""

from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.insights import policies as insights
from yinqiao.platform import clock, registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.queries import data_date
from yinqiao.platform.parameters.trials import AHEAD, cannot
from yinqiao.platform.ui import help as words
from yinqiao.sales.performance import parameters, policies, queries, rule_book, services


def _count(batch: Batch, connection: BaseDatabaseWrapper, everything: bool) -> int:  # noqa: ARG001, FBT001 - results are always of everybody
    day = max(batch.on, data_date() or batch.on)
    return services.count_results(connection, day=day, now=clock.now())


def _label(actor: Actor, result_id: int) -> str:  # noqa: ARG001 - who may see it is asked beside
    return queries.result_title(result_id=result_id)


def _visible(actor: Actor, result_id: int) -> bool:  # noqa: ARG001 - of all or of none
    return actor.can(policies.VIEW_BANK)


registry.permissions.add(policies.VIEW_OWN, "See one's own results")
registry.permissions.add(policies.VIEW_TEAM, "See the results of one's units and their people")
registry.permissions.add(policies.VIEW_BANK, "See the results of all units")
registry.permissions.add(policies.SET_TARGETS, "Set targets of people, ask for those of units")
registry.permissions.add(policies.AGREE_TARGETS, "Agree to targets of units")
registry.permissions.add(policies.SET_INCENTIVES, "Set what is paid for results")
registry.permissions.add(policies.VETO, "Set somebody's incentives to nothing (compliance)")
registry.permissions.add(policies.CLOSE, "Lock the results of a month and ask for restatements")
registry.permissions.add(policies.AGREE_RESTATEMENT, "Agree that a locked figure is restated")
registry.audit_verbs.add("performance.results-opened", policies.VIEW_OWN)
registry.audit_verbs.add("performance.change-opened", policies.VIEW_OWN)
registry.object_types.add(
    "performance.result",
    registry.ObjectType(
        "performance.result", "Achieved figure", "performance:months", _label, _visible
    ),
)
registry.approval_kinds.add(
    services.TARGETS_KIND,
    registry.ApprovalKind(
        services.TARGETS_KIND, "Targets of units", policies.AGREE_TARGETS, services.apply_targets
    ),
)
registry.approval_kinds.add(
    services.RESTATEMENT_KIND,
    registry.ApprovalKind(
        services.RESTATEMENT_KIND,
        "Restate a locked result",
        policies.AGREE_RESTATEMENT,
        services.apply_restatement,
    ),
)
registry.batch_steps.add(
    "performance.results", registry.BatchStep("performance.results", "业绩核算", 70, _count)
)
registry.panels.add(
    "performance-worth",
    registry.Panel(
        "performance-worth",
        "customer.action",
        "Contribution and what if",
        "performance:worth",
        insights.VIEW_CONTRIBUTION,
        order=40,
        icon="scale",
    ),
)
registry.menu.add(
    "performance",
    registry.MenuItem(
        "performance",
        "My results",
        "performance:own",
        "chart-line",
        policies.VIEW_OWN,
        order=33,
    ),
)
registry.menu.add(
    "team-results",
    registry.MenuItem(
        "team-results",
        "Results of the team",
        "performance:team",
        "chart-histogram",
        policies.VIEW_TEAM,
        order=36,
    ),
)
registry.menu.add(
    "targets",
    registry.MenuItem(
        "targets", "Targets", "performance:targets", "target", policies.SET_TARGETS, order=37
    ),
)
registry.menu.add(
    "months",
    registry.MenuItem(
        "months", "Month-end", "performance:months", "lock", policies.CLOSE, order=38
    ),
)
registry.menu.add(
    "incentives",
    registry.MenuItem(
        "incentives",
        "Rules of incentives",
        "performance:incentives",
        "coin",
        policies.SET_INCENTIVES,
        order=39,
    ),
)
registry.menu.add(
    "vetoes",
    registry.MenuItem(
        "vetoes",
        "Compliance vetoes",
        "performance:vetoes",
        "ban",
        policies.VETO,
        order=40,
    ),
)
for _parameter in parameters.PARAMETERS:
    registry.parameters.add(_parameter.key, _parameter)
cannot((one.key for one in parameters.PARAMETERS), AHEAD)
book.add(*rule_book.RULES)
words.written(Path(__file__).parent)
