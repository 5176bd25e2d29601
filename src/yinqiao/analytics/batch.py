"""After a batch: compute the figures of every customer and write them down."""

from datetime import date
from decimal import Decimal

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.analytics import engine, facts, parameters, queries, rules
from yinqiao.platform import registry
from yinqiao.platform.files import lake
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.queries import data_date

SINK = "customers.figures"


def rebuild_figures(batch: Batch, connection: BaseDatabaseWrapper) -> int:
    """Compute AUM and LUM of everybody as of the newest whole batch and write them to the customers; return the customers written.

    An older batch, of old data or run again, does not turn the figures back.
    """
    day = max(batch.on, data_date() or batch.on)
    accounts = registry.datasets.get("holdings.account")(connection)
    if (
        not lake.has_parts("balance")
        or not isinstance(accounts, pl.DataFrame)
        or accounts.is_empty()
    ):
        return 0
    frame = _graded(connection, _tiered(compute(accounts, day), day), day)
    written = registry.sinks.get(SINK)(connection, frame=frame, data_on=day)
    return int(str(written))


def compute(accounts: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return customer_id, aum, aum_month_average, aum_year_average, lum as of `day` from the lake's balances."""
    with engine.session() as backend:
        inputs = facts.FactInputs(
            balances=facts.newest_balances(backend, lake.pattern("balance")),
            accounts=backend.create_table("accounts", accounts.to_arrow(), temp=True),
        )
        table = facts.customer_figures(
            inputs,
            day=day,
            aum_weights=queries.pairs(parameters.AUM_WEIGHTS, day),
            lum_classes=tuple(queries.items(parameters.LUM_CLASSES, day)),
            rates=queries.pairs(parameters.FX_RATES, day),
        )
        return facts.result(backend, table)


def _tiered(frame: pl.DataFrame, day: date) -> pl.DataFrame:
    bounds = [Decimal(item) for item in queries.items(parameters.TIER_THRESHOLDS, day)]
    choice: pl.Expr = pl.lit(rules.TIERS[0])
    for name, bound in zip(rules.TIERS[1:], bounds, strict=True):
        choice = pl.when(pl.col("aum_month_average") >= bound).then(pl.lit(name)).otherwise(choice)
    return frame.with_columns(tier=choice)


def _graded(connection: BaseDatabaseWrapper, frame: pl.DataFrame, day: date) -> pl.DataFrame:
    grades = registry.datasets.get("compliance.risk_grade")(connection)
    if not isinstance(grades, pl.DataFrame):
        return frame.with_columns(risk_grade=pl.lit(""))
    valid = grades.filter(pl.col("valid_to") >= day).select(
        "customer_id", pl.col("risk_tolerance").alias("risk_grade")
    )
    return frame.join(valid, on="customer_id", how="left").with_columns(
        pl.col("risk_grade").fill_null("")
    )
