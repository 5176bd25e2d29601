"""Facts of very many customers as one frame, for rooms above that work over everybody: margins and scores are not among them."""

from datetime import date
from typing import Final

import polars as pl
from django.db import connection
from django.db.models import Max

from yinqiao.insights import policies
from yinqiao.insights.choices import FactUnit
from yinqiao.insights.models import Fact
from yinqiao.platform.imports.tables import copying

_TYPES: Final = {
    FactUnit.YUAN: pl.Float64,
    FactUnit.COUNT: pl.Int64,
    FactUnit.DAYS: pl.Int64,
    FactUnit.MONTHS: pl.Int64,
    FactUnit.SHARE: pl.Float64,
    FactUnit.DATE: pl.Date,
    FactUnit.CODE: pl.String,
    FactUnit.FLAG: pl.String,
}


def facts_on() -> date | None:
    """Return the data date of the facts; None before the first rebuild."""
    found: date | None = Fact.objects.aggregate(day=Max("data_on"))["day"]
    return found


def fact_frame(*, units: dict[str, FactUnit], first: int, end: int) -> pl.DataFrame:
    """Return the facts named in `units` of the customers from `first` to before `end`; amounts as floats, for sums that rank and no ledger.

    Raises ValueError for a score or a margin: what ranks customers must not rest on them.
    """
    closed = (policies.SCORES | policies.CLOSED_FACTS) & set(units)
    if closed:
        message = f"not given out: {sorted(closed)}"
        raise ValueError(message)
    names = list(units)
    query = f"select {', '.join(['customer_id', *names])} from insights_customer_facts where customer_id >= %s and customer_id < %s"  # noqa: S608 - columns that the caller names in code
    schema = {"customer_id": pl.Int64} | {name: _TYPES[unit] for name, unit in units.items()}
    frame = copying.read_copy(connection, query, schema, parameters=(first, end))
    flags = [name for name, unit in units.items() if unit is FactUnit.FLAG]
    return frame.with_columns(*[pl.col(name) == "t" for name in flags])
