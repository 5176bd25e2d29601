"""What the analytics room puts on offer."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from yinqiao.analytics import freshness, handlers, parameters, policies, rule_book, services
from yinqiao.customers.queries import linkage
from yinqiao.holdings import policies as holdings
from yinqiao.platform import registry
from yinqiao.platform import rule_book as book
from yinqiao.platform.db import erasure
from yinqiao.platform.db.erasure import DataClass
from yinqiao.platform.parameters import trials
from yinqiao.sales.queries import propensity

if TYPE_CHECKING:
    import polars as pl


def _rebuild(batch: object, connection: object, everything: bool) -> object:  # noqa: ARG001, FBT001 - facts are always of everybody
    # The engines are heavy to import; only a process that loads batches needs them.
    from yinqiao.analytics import batch as steps

    return steps.rebuild_facts(batch, connection)  # type: ignore[arg-type]


class _Linkage:
    """The engine of linkage, loaded when it is asked."""

    def link(self, records: Path, *, plan: linkage.Plan, out: Path) -> linkage.Linked:
        from yinqiao.analytics.linkage.splinking import SplinkEngine

        return SplinkEngine().link(records, plan=plan, out=out)


class _Propensity:
    """The engine of propensity, loaded when it is asked."""

    def fit(self, features: "pl.DataFrame", bought: "pl.Series") -> Mapping[str, float]:
        from yinqiao.analytics.propensity import LogisticEngine

        return LogisticEngine().fit(features, bought)

    def auc(self, said: "pl.Series", came: "pl.Series") -> float:
        from yinqiao.analytics.propensity import LogisticEngine

        return LogisticEngine().auc(said, came)


registry.batch_steps.add(
    "analytics.facts", registry.BatchStep("analytics.facts", "计算客户指标", 40, _rebuild)
)
registry.sinks.add("imports.after_batch", services.after_batch)
registry.permissions.add(policies.PRINT_REPORT, "Print the report on the allocation of assets")
registry.panels.add(
    "analytics.report",
    registry.Panel(
        "analytics.report",
        "customer.action",
        "Report on assets",
        "analytics:report",
        policies.PRINT_REPORT,
        icon="file-export",
    ),
)
registry.panels.add(
    "analytics.trend",
    registry.Panel(
        "analytics.trend",
        "customer.overview",
        "Assets: course and make-up",
        "analytics:trend",
        holdings.VIEW,
        order=5,
        width=2,
        travels=True,
    ),
)
freshness.register()
# `batch.CORE`, without the engines that writing it needs.
erasure.offer_lake(DataClass.PROFILE, "customer_facts")
linkage.engines.add(linkage.DEFAULT, _Linkage())
propensity.engines.add(propensity.DEFAULT, _Propensity())
book.add(*rule_book.RULES)
trials.cannot(parameters.FIGURES, trials.WORKED_OUT)
__all__ = ["handlers", "parameters"]
