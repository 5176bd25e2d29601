"""Count the results of a month anew, set-wise for the whole bank: after each batch. A locked month stays; what the data tell of it now stands beside."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from importlib import resources
from typing import Any, Final

import polars as pl
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.imports.tables import copying
from yinqiao.platform.parameters import queries as parameters
from yinqiao.sales.performance import parameters as keys
from yinqiao.sales.performance import ports, rules
from yinqiao.sales.performance.catalogue import CATALOGUE

_WON = resources.files("yinqiao.sales.performance").joinpath("sql", "won.sql").read_text("utf-8")
_CONVERSION = (
    resources.files("yinqiao.sales.performance")
    .joinpath("sql", "conversion.sql")
    .read_text("utf-8")
)
_SHAPE: Final = {
    "org_id": pl.Int64,
    "staff_id": pl.Int64,
    "figure": pl.String,
    "product_class": pl.String,
    "value": pl.Int64,
    "of": pl.Int64,
}
_LOCKED: Final = "select 1 from performance_closed_month where month = %s for share"
_DROP: Final = "delete from performance_result where month = %s and is_recount = %s"


def count_results(connection: BaseDatabaseWrapper, *, day: date, now: datetime) -> int:
    """Count the month of `day` up to it, and the whole month before; return the rows written. Counting again changes nothing but the moment."""
    last_month = day.replace(day=1) - rules.ONE_DAY
    return sum(
        count_month(connection, last=last, now=now)
        for last in ([last_month] if _has_month(connection, last_month) else []) + [day]
    )


def count_month(connection: BaseDatabaseWrapper, *, last: date, now: datetime) -> int:
    """Count the month of `last` up to that day, in a transaction of its own for the writing."""
    first = last.replace(day=1)
    units = {row.id: row.org_id for row in organization.staff_list().only("id", "org_id")}
    asked = ports.MonthAsked(
        first=first,
        last=last,
        workdays=tuple(_workdays(first, last)),
        units=units,
        key_bound=_cents(keys.KEY_BOUND, last),
        lost_bound=_cents(keys.LOST_BOUND, last),
    )
    frame = ports.engine().results(connection, asked=asked)
    own = pl.DataFrame(list(_own(connection, asked)), schema=_SHAPE, orient="row")
    whole = pl.concat([frame.select(*_SHAPE).cast(pl.Schema(_SHAPE)), own])
    return _write(connection, whole, first=first, last=last, now=now)


def take_month(connection: BaseDatabaseWrapper) -> None:
    """Let one count or lock a month at a time, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('performance.month'))")


def _has_month(connection: BaseDatabaseWrapper, last: date) -> bool:
    """Tell whether anything of that month was ever counted or could be: an empty bank has no month before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists (select 1 from customers_assignment where valid_from <= %s)", [last]
        )
        return bool(cursor.fetchone()[0])


def _workdays(first: date, last: date) -> Iterable[date]:
    calendar = organization.calendar()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return (day for day in days if calendar.is_workday(day))


def _cents(key: str, day: date) -> int:
    return parameters.integer(key, on=day) * 100


def _own(
    connection: BaseDatabaseWrapper, asked: ports.MonthAsked
) -> Iterable[tuple[int, int, str, str, int, int | None]]:
    """Return what opportunities came to: (unit, person, figure, class, value, of); what was won is split with who touched last."""
    told: dict[str, Any] = {
        "since": clock.start_of_day(asked.first),
        "until": clock.start_of_day(asked.last + timedelta(days=1)),
        "days": parameters.integer(keys.TOUCH_DAYS, on=asked.last),
    }
    percent = parameters.integer(keys.TOUCH_PERCENT, on=asked.last)
    won: dict[int, Decimal] = {}
    with connection.cursor() as cursor:
        cursor.execute(_WON, told)
        for owner, touched, amount in cursor.fetchall():
            parts = rules.touched_parts(amount, owner=owner, touched=touched, percent=percent)
            for staff_id, part in parts.items():
                won[staff_id] = won.get(staff_id, Decimal(0)) + part
        cursor.execute(_CONVERSION, told)
        conversions = cursor.fetchall()
    for staff_id, amount in won.items():
        if staff_id in asked.units:
            yield asked.units[staff_id], staff_id, "WON_AMOUNT", "", int(amount * 100), None
    for staff_id, number, contacted in conversions:
        if staff_id in asked.units:
            yield asked.units[staff_id], staff_id, "CONVERSION_RATE", "", number, contacted


def _write(
    connection: BaseDatabaseWrapper, frame: pl.DataFrame, *, first: date, last: date, now: datetime
) -> int:
    money = [figure.value for figure, one in CATALOGUE.items() if one.is_money]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        take_month(connection)
        cursor.execute(_LOCKED, [first])
        is_recount = cursor.fetchone() is not None
        cursor.execute(_DROP, [first, is_recount])
        is_money = pl.col("figure").is_in(money)
        rows = frame.with_columns(
            value=pl.when(is_money)
            .then(pl.col("value").cast(pl.Decimal(24, 2)) / pl.lit(100).cast(pl.Decimal(24, 2)))
            .otherwise(pl.col("value").cast(pl.Decimal(24, 2)))
            .cast(pl.Decimal(24, 2)),
            of=pl.col("of").cast(pl.Decimal(24, 2)),
            month=pl.lit(first),
            data_on=pl.lit(last),
            counted_at=pl.lit(now),
            is_recount=pl.lit(is_recount),
        )
        return copying.copy_frame(connection, "performance_result", rows)
