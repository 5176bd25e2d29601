"""After a batch: compute the facts of every customer and write them down: the wide row, the core facts of the day, the figures of the overview."""

from datetime import date

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.analytics import engine, parameters, queries, rules
from yinqiao.analytics.facts import building, sources
from yinqiao.analytics.facts.definition import Context, Settings
from yinqiao.analytics.facts.lakes import result
from yinqiao.insights import services
from yinqiao.platform import clock, registry
from yinqiao.platform.files import lake
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.queries import data_date

SINK = "customers.figures"
# The lake keeps the core facts of every day under this name.
CORE = "customer_facts"
SOURCE = "analytics"


def rebuild_facts(batch: Batch, connection: BaseDatabaseWrapper) -> int:
    """Compute the facts of everybody as of the newest whole batch and write them down; return the customers written.

    An older batch, of old data or run again, does not turn them back.
    """
    day = max(batch.on, data_date() or batch.on)
    frame, lacking = compute(connection, day)
    if frame.is_empty():
        return 0
    core = [fact.key for fact in building.all_facts() if fact.is_core]
    kept = frame.select("customer_id", *core)
    lake.write_part(CORE, kept, source=SOURCE, batch_on=day, part=SOURCE)
    written = services.replace_facts(connection, frame=frame, data_on=day)
    known = {
        name: frame.height - frame.get_column(name).null_count()
        for name in frame.columns
        if name not in lacking
    }
    services.describe_facts(
        building.definitions(), known=known, customers=written, data_on=day, now=clock.now()
    )
    # Without balances nothing is known of AUM, which is another thing than none.
    if "aum" not in lacking:
        registry.sinks.get(SINK)(connection, frame=_figures(frame, day), data_on=day)
    return written


def compute(connection: BaseDatabaseWrapper, day: date) -> tuple[pl.DataFrame, set[str]]:
    """Return one row a customer (customer_id and every fact as of `day`), and the facts whose source is not connected."""
    with engine.session() as backend:
        tables = sources.connected(backend, connection)
        if building.PEOPLE not in tables:
            return pl.DataFrame(), set()
        context = Context(day, settings_on(day))
        frame = result(backend, building.customer_facts(tables, context))
        return frame, building.unconnected(tables)


def settings_on(day: date) -> Settings:
    """Return what the bank has set, as it stood on `day`."""
    return Settings(
        aum_weights=tuple(queries.pairs(parameters.AUM_WEIGHTS, day).items()),
        lum_classes=tuple(queries.items(parameters.LUM_CLASSES, day)),
        rates=tuple(queries.pairs(parameters.FX_RATES, day).items()),
        tier_bounds=tuple(queries.items(parameters.TIER_THRESHOLDS, day)),
    )


def _figures(frame: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return what the overview shows: AUM and LUM, the tier, the risk tolerance while its assessment is valid."""
    is_valid = pl.col("risk_grade_until") >= day
    grade = pl.when(is_valid).then(pl.col("risk_grade_told")).fill_null("")
    return frame.with_columns(tier=pl.col("tier_now").fill_null(rules.TIERS[0]), risk_grade=grade)
