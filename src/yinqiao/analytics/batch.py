"""After a batch: compute the facts of every customer and write them down: the wide row, the core facts of the day, the figures of the overview."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import ibis.expr.types as ir
import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.analytics import engine, parameters, queries, rules
from yinqiao.analytics.facts import building, sources
from yinqiao.analytics.facts.definition import Context, Settings
from yinqiao.analytics.facts.lakes import frames
from yinqiao.insights import queries as insights
from yinqiao.insights import services
from yinqiao.lib.ahead import one_ahead
from yinqiao.platform import clock, registry
from yinqiao.platform.files import lake
from yinqiao.platform.imports.ports import Batch
from yinqiao.platform.imports.queries import data_date
from yinqiao.platform.parameters import queries as values

SINK = "customers.figures"
# The lake keeps the core facts of every day under this name.
CORE = "customer_facts"
SOURCE = "analytics"
ROW_GROUP = 20_480
# Whole groups of rows: a piece that began within one would have it unpacked twice.
PIECE = 2 * ROW_GROUP
_SHOWN = ("aum", "aum_month_average", "aum_year_average", "lum", "customer_tier", "risk_grade_told", "risk_grade_until")  # fmt: skip
_CORE_NAMES = tuple(fact.key for fact in building.all_facts() if fact.is_core)
# What the state of tiers and stages is called as a fact, where that is another name.
_STANDING_NAMES = {"customer_tier": "tier", "lifecycle_stage": "stage"}
_FACTS_OF = {name: fact for fact, name in _STANDING_NAMES.items()}
_STANDING = tuple(_FACTS_OF.get(name, name) for name in services.STANDING_COLUMNS)


def rebuild_facts(batch: Batch, connection: BaseDatabaseWrapper) -> int:
    """Compute the facts of everybody as of the newest whole batch and write them down; return the customers written.

    An older batch, of old data or run again, does not turn them back. Everything is worked out on the shelf before anything is written, and
    written in pieces, a short transaction each: the new facts come into view by one. A call that is killed leaves the old ones in place.
    """
    day, now = max(batch.on, data_date() or batch.on), clock.now()
    with computed(connection, day) as found:
        if found is None:
            return 0
        tally = _Tally(found.lacking)
        pieces = one_ahead(tally.seen(piece) for piece in found.pieces())
        # The day of the lake is written while PostgreSQL takes the wide rows.
        with ThreadPoolExecutor(max_workers=1) as beside:
            kept = beside.submit(_keep_core, found, day)
            written = services.load_facts(connection, pieces=pieces, data_on=day)
            kept.result()
        if not written:
            return 0
        services.show_facts(
            connection,
            building.definitions(),
            known=tally.known,
            customers=written,
            data_on=day,
            now=now,
        )
        _write_down(connection, found, day=day, now=now)
    return written


def _keep_core(found: "Computed", day: date) -> None:
    """Write the core facts of the day into the lake."""
    core = pl.concat(found.pieces(_CORE_NAMES))
    lake.write_part(CORE, core, source=SOURCE, batch_on=day, part=SOURCE)


def _write_down(
    connection: BaseDatabaseWrapper, found: "Computed", *, day: date, now: datetime
) -> None:
    """Write tiers and stages that changed, then the figures of the overview."""
    # Without balances nothing is known of AUM, which is another thing than none.
    if "aum" in found.lacking:
        return
    for piece in found.pieces(_STANDING):
        held = piece.rename(_STANDING_NAMES)
        services.keep_standing(connection, frame=held, data_on=day, now=now)
    for piece in found.pieces(_SHOWN):
        registry.sinks.get(SINK)(connection, frame=_figures(piece, day), data_on=day)


@dataclass(frozen=True, slots=True)
class Computed:
    """The facts of everybody, laid down in files of some columns each, and those facts whose source is not connected."""

    places: Mapping[str, Path]
    lacking: frozenset[str]

    def pieces(self, names: Sequence[str] = ()) -> Iterator[pl.DataFrame]:
        """Yield customer_id and the facts `names` (none: all) in order of the customers, some at a time."""
        wanted = names or [fact.key for fact in building.all_facts()]
        return frames(self.places, wanted, rows=PIECE)


@contextmanager
def computed(connection: BaseDatabaseWrapper, day: date) -> Iterator[Computed | None]:
    """Work out the facts as of `day`; None when there is nobody."""
    with engine.session() as backend, engine.shelf() as shelf:

        def path_of(name: str) -> Path:
            return shelf / f"kept_{name}.parquet"

        def keep(name: str, table: ir.Table, order: str) -> ir.Table:
            path = path_of(name)
            # Small groups of rows: each thread of the engine holds one whole until it is written.
            ordered = table.order_by(order) if order else table
            backend.to_parquet(ordered, path, row_group_size=ROW_GROUP)
            return backend.read_parquet(path, table_name=f"kept_{name}")

        context = Context(day, settings_on(day), keep)
        identity = sources.identity_map(backend, connection, shelf=shelf)
        tables = sources.movements(backend, identity)
        # The engine measures while PostgreSQL gives out the master data.
        with ThreadPoolExecutor(max_workers=1) as ahead:
            measuring = ahead.submit(building.measured, tables, context)
            files = sources.laid_down(connection, shelf=shelf)
            tables |= measuring.result()
        tables |= sources.opened(backend, files)
        if building.PEOPLE not in tables:
            yield None
            return
        parts = building.customer_facts(tables, context)
        places = {column: path_of(part) for column, part in parts.places.items()}
        yield Computed(places, frozenset(building.unconnected(tables)))


class _Tally:
    """How many customers have a value of each fact, counted as the pieces pass."""

    def __init__(self, lacking: frozenset[str]) -> None:
        names = [fact.key for fact in building.all_facts()]
        self.known = {name: 0 for name in names if name not in lacking}

    def seen(self, piece: pl.DataFrame) -> pl.DataFrame:
        """Count a piece and give it on."""
        for name in self.known:
            self.known[name] += piece.height - piece.get_column(name).null_count()
        return piece


def settings_on(day: date) -> Settings:
    """Return what the bank has set, as it stood on `day`."""
    return Settings(
        aum_weights=tuple(queries.pairs(parameters.AUM_WEIGHTS, day).items()),
        lum_classes=tuple(queries.items(parameters.LUM_CLASSES, day)),
        rates=tuple(queries.pairs(parameters.FX_RATES, day).items()),
        tier_bounds=tuple(queries.items(parameters.TIER_THRESHOLDS, day)),
        near_percent=values.integer(parameters.NEAR_TIER, on=day),
        idle_demand=values.integer(parameters.IDLE_DEMAND, on=day),
        standing=insights.standing_rules(on=day),
        account_cost=values.integer(parameters.ACCOUNT_COST, on=day),
        scores=_scores(day),
    )


def _scores(day: date) -> dict[str, tuple[str, str]]:
    pairs = (
        (parameters.VALUE_WEIGHTS, parameters.VALUE_FULL),
        (parameters.LOYALTY_WEIGHTS, parameters.LOYALTY_FULL),
    )
    found: dict[str, tuple[str, str]] = {}
    for weights, full in pairs:
        marks = queries.pairs(full, day)
        found |= {
            name: (weight, marks[name]) for name, weight in queries.pairs(weights, day).items()
        }
    return found


def _figures(frame: pl.DataFrame, day: date) -> pl.DataFrame:
    """Return what the overview shows: AUM and LUM, the tier, the risk tolerance while its assessment is valid."""
    is_valid = pl.col("risk_grade_until") >= day
    grade = pl.when(is_valid).then(pl.col("risk_grade_told")).fill_null("")
    return frame.with_columns(
        tier=pl.col("customer_tier").fill_null(rules.TIERS[0]), risk_grade=grade
    )
