"""Small expressions that several groups share: amounts in whole 分, choices by code, windows of days."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import ibis
import ibis.expr.types as ir


def cents(column: ir.NumericValue) -> ir.NumericValue:
    """Return yuan as whole 分: sums are exact in 64 bits, and as doubles below 2**53 when a weight or rate is one."""
    # By way of a double, exact up to 90 万亿 yuan: the engine multiplies wide decimals ten times slower.
    return (column.cast("float64") * 100).round(0).cast("int64")


def yuan(in_cents: ir.NumericValue) -> ir.NumericValue:
    """Return 分 as yuan, rounded half away from zero to whole 分."""
    return (in_cents.round(0).cast("decimal(20, 0)") / 100).cast("decimal(20, 2)")


def choice(column: ir.Column, values: Iterable[tuple[str, str]], otherwise: str) -> ir.NumericValue:
    """Return the number that stands beside the code in `values`."""
    cases = [(column == key, ibis.literal(float(value))) for key, value in values]
    return ibis.cases(*cases, else_=ibis.literal(float(otherwise)))


def zero(column: ir.NumericValue) -> ir.NumericValue:
    """Return `column` as a double, nothing as 0."""
    return column.fill_null(0).cast("float64")


def within(column: ir.Column, first: date, last: date) -> ir.BooleanValue:
    """Tell whether a day lies between `first` and `last`, both included."""
    return (column >= ibis.literal(first)) & (column <= ibis.literal(last))


def last_days(column: ir.Column, on: date, days: int) -> ir.BooleanValue:
    """Tell whether a day is one of the last `days` up to and with `on`."""
    return within(column, on - timedelta(days=days - 1), on)


def days_between(first: ir.Column, last: ir.Column) -> ir.IntegerValue:
    """Return the calendar days from `first` to `last`."""
    return last.delta(first, unit="day")


def bank_day(instant: ir.TimestampValue) -> ir.DateValue:
    """Return the day in the bank's zone (UTC+8 all year) of an instant, whatever zone the engine's session is in."""
    days = ((instant.epoch_seconds() + 8 * 3600) / 86400).floor().cast("int64")
    return (ibis.literal(datetime(1970, 1, 1)) + days.as_interval("D")).date()  # noqa: DTZ001 - days are counted, no zone is meant
