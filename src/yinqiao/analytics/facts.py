"""The first facts: AUM at a point, its month and year averages, LUM. Each is defined once, as an Ibis expression (A14, A19).

Formula. End-of-day balance of an account on a day = its last balance row up to that day (carried forward, also over
non-trading days). AUM 时点 = sum over the accounts of counted classes, weighted, at the day-end mid rate. 月日均 = sum of the
day-end values of the month so far / days so far (a full month: its calendar days). 年日均 = the same from 1 January.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import ibis
import ibis.expr.types as ir
import polars as pl
from ibis.backends.duckdb import Backend

from yinqiao.analytics import rules


@dataclass(frozen=True, slots=True)
class FactInputs:
    """What the facts are computed from: `balances` (account_id, balance_on, balance) and `accounts` (see holdings.exports)."""

    balances: ir.Table
    accounts: ir.Table


def held_days(balances: ir.Table, first: date, last: date) -> ir.Table:
    """Return account_id and `total`: the sum of the day-end balances from `first` to `last`, both included."""
    window = ibis.window(group_by=balances.account_id, order_by=balances.balance_on)
    end = ibis.literal(last + timedelta(days=1))
    spans = balances.filter(balances.balance_on <= ibis.literal(last)).mutate(
        until=balances.balance_on.lead().over(window)
    )
    spans = spans.mutate(
        start=ibis.greatest(spans.balance_on, ibis.literal(first)),
        stop=ibis.least(ibis.coalesce(spans.until, end), end),
    )
    spans = spans.filter(spans.stop > spans.start)
    days = spans.stop.delta(spans.start, unit="day")
    return spans.group_by("account_id").aggregate(total=(_cents(spans.balance) * days).sum())


def balance_at(balances: ir.Table, day: date) -> ir.Table:
    """Return account_id and `point`: the day-end balance on `day`."""
    known = balances.filter(balances.balance_on <= ibis.literal(day))
    return known.group_by("account_id").aggregate(
        point=_cents(known.balance.argmax(known.balance_on))
    )


def customer_figures(
    inputs: FactInputs,
    *,
    day: date,
    aum_weights: Mapping[str, str],
    lum_classes: tuple[str, ...],
    rates: Mapping[str, str],
) -> ir.Table:
    """Return one row a customer: customer_id, aum, aum_month_average, aum_year_average, lum (yuan, rounded half up to 分)."""
    month = held_days(inputs.balances, rules.month_start(day), day)
    year = held_days(inputs.balances, rules.year_start(day), day)
    point = balance_at(inputs.balances, day)
    accounts = inputs.accounts
    joined = (
        accounts.left_join(point, "account_id")
        .drop("account_id_right")
        .left_join(month.rename(month_total="total"), "account_id")
        .drop("account_id_right")
        .left_join(year.rename(year_total="total"), "account_id")
        .drop("account_id_right")
    )
    weight = _choice(joined.product_class, aum_weights, "0") * _choice(joined.currency, rates, "1")
    owed = joined.product_class.isin(list(lum_classes)).ifelse(
        _choice(joined.currency, rates, "1"), ibis.literal(0.0)
    )
    month_days = (day - rules.month_start(day)).days + 1
    year_days = (day - rules.year_start(day)).days + 1
    present = joined.mutate(
        aum_part=_zero(joined.point) * weight,
        lum_part=_zero(joined.point) * owed,
        month_part=_zero(joined.month_total) * weight,
        year_part=_zero(joined.year_total) * weight,
    )
    return present.group_by("customer_id").aggregate(
        aum=_yuan(present.aum_part.sum()),
        aum_month_average=_yuan(present.month_part.sum() / month_days),
        aum_year_average=_yuan(present.year_part.sum() / year_days),
        lum=_yuan(present.lum_part.sum()),
    )


def newest_balances(backend: Backend, pattern: str) -> ir.Table:
    """Read the balance parts of the lake; where two batches give the same account and day, the later batch date counts."""
    rows = backend.read_parquet(pattern, table_name="balance_parts", filename=True)
    batch = rows.filename.re_extract(r"(\\d{4}-\\d{2}-\\d{2})/[^/]*$", 1)
    return rows.group_by(["account_id", "balance_on"]).aggregate(balance=rows.balance.argmax(batch))


def result(backend: Backend, table: ir.Table) -> pl.DataFrame:
    """Run the expression and return a Polars frame."""
    return pl.DataFrame(pl.from_arrow(backend.to_pyarrow(table)))


# Sums run in whole 分: exact in 64 bits, and exact as doubles below 2**53 when a weight or rate is one.
def _cents(column: ir.NumericValue) -> ir.NumericValue:
    return (column * 100).cast("int64")


def _choice(column: ir.Column, values: Mapping[str, str], otherwise: str) -> ir.NumericValue:
    cases = [(column == key, ibis.literal(float(value))) for key, value in values.items()]
    return ibis.cases(*cases, else_=ibis.literal(float(otherwise)))


def _zero(column: ir.Column) -> ir.NumericValue:
    return column.fill_null(0).cast("float64")


def _yuan(cents: ir.NumericValue) -> ir.NumericValue:
    return (cents.round(0).cast("decimal(20, 0)") / 100).cast("decimal(20, 2)")
