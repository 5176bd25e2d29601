"""Work out the results of a month: the steps of money of the whole bank, split by date-effective shares to the cent."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.analytics import engine
from yinqiao.analytics.results import texts
from yinqiao.holdings import queries as holdings
from yinqiao.holdings.queries import Valuation
from yinqiao.platform import registry
from yinqiao.platform.files import lake
from yinqiao.sales.queries import MonthAsked

SHAPE = {
    "org_id": pl.Int64,
    "staff_id": pl.Int64,
    "figure": pl.String,
    "product_class": pl.String,
    "value": pl.Int64,
    "of": pl.Int64,
}
# What is read from the lake, as an empty table of that shape where there is none.
_MOVEMENTS = {
    "balance": "account_id bigint, balance_on date, balance decimal(20, 2), batch_on date",
    "posting": "account_id bigint, posted_on date, amount decimal(20, 2), category varchar",
}
_EXPORTS = {
    "account": "holdings.account_ever",
    "assignment": "customers.assignment",
    "unit": "customers.unit",
    "certificate": "customers.identification",
    "contact": "interactions.logged",
}


def worked_out_from(
    connection: BaseDatabaseWrapper, *, asked: MonthAsked, valuation: Valuation
) -> pl.DataFrame:
    """Return the results of a month of the bank: org_id, staff_id (null: the pool), figure, product_class, value, of."""
    frames = {name: registry.datasets.get(key)(connection) for name, key in _EXPORTS.items()}
    found = {name: frame for name, frame in frames.items() if isinstance(frame, pl.DataFrame)}
    return worked_out(found, asked=asked, valuation=valuation)


def worked_out(
    frames: Mapping[str, pl.DataFrame], *, asked: MonthAsked, valuation: Valuation
) -> pl.DataFrame:
    """Return the results of a month from master data in frames and movements in the lake (or in frames, for tests)."""
    with engine.shelf() as shelf, duckdb.connect(config=engine.limits(shelf)) as session:
        _lay_down(session, frames, shelf=shelf)
        _put(session, shelf, name="manager", frame=_managers(asked.units))
        _put(session, shelf, name="factor", frame=_factors(valuation))
        _put(
            session,
            shelf,
            name="workday",
            frame=pl.DataFrame({"day": asked.workdays}, schema={"day": pl.Date}),
        )
        for text in texts.preparing(asked):
            session.execute(text)
        parts = [session.execute(text).pl() for text in texts.figures(asked)]
    return pl.concat([part.select(*SHAPE).cast(pl.Schema(SHAPE)) for part in parts])


def _lay_down(
    session: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame], *, shelf: Path
) -> None:
    for name, frame in frames.items():
        _put(session, shelf, name=name, frame=frame)
    for name, shape in _MOVEMENTS.items():
        if name in frames:
            continue
        dataset = {"posting": "transaction"}.get(name, name)
        if lake.has_parts(dataset):
            session.execute(texts.movements(name, lake.pattern(dataset)))
        else:
            session.execute(f"create table {name} ({shape})")


def _put(
    session: duckdb.DuckDBPyConnection, shelf: Path, *, name: str, frame: pl.DataFrame
) -> None:
    path = shelf / f"result_{name}.parquet"
    frame.write_parquet(path)
    session.execute(f"create view {name} as select * from read_parquet('{path}')")  # noqa: S608 - our own names


def _managers(units: Mapping[int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        {"staff_id": list(units), "org_id": list(units.values())},
        schema={"staff_id": pl.Int64, "org_id": pl.Int64},
    )


def _factors(valuation: Valuation) -> pl.DataFrame:
    return pl.DataFrame(
        holdings.factors(valuation),
        schema={
            "product_class": pl.String,
            "currency": pl.String,
            "before": pl.Float64,
            "after": pl.Float64,
        },
        orient="row",
    )
