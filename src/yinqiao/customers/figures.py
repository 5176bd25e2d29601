"""Take derived figures from upper rooms and keep them beside the customer (contract 4)."""

from datetime import date

import polars as pl
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying

COLUMNS = (
    "customer_id",
    "aum",
    "aum_month_average",
    "aum_year_average",
    "lum",
    "tier",
    "risk_grade",
)
_UPSERT = """
insert into customers_figures (customer_id, data_on, aum, aum_month_average, aum_year_average, lum, tier, risk_grade)
select s.customer_id, %s, s.aum, s.aum_month_average, s.aum_year_average, s.lum, s.tier, s.risk_grade from staged_figures s
on conflict (customer_id) do update set data_on = excluded.data_on, aum = excluded.aum, aum_month_average = excluded.aum_month_average,
    aum_year_average = excluded.aum_year_average, lum = excluded.lum, tier = excluded.tier, risk_grade = excluded.risk_grade
"""


def write_figures(connection: BaseDatabaseWrapper, *, frame: pl.DataFrame, data_on: date) -> int:
    """Write one row a customer (columns `COLUMNS`, amounts in yuan) as of `data_on` in one transaction; return the rows written."""
    with transaction.atomic(using=connection.alias):
        copying.execute(
            connection,
            "create temp table staged_figures (customer_id bigint, aum numeric(20,2), aum_month_average numeric(20,2),"
            " aum_year_average numeric(20,2), lum numeric(20,2), tier text, risk_grade text) on commit drop",
        )
        copying.copy_frame(connection, "staged_figures", frame.select(COLUMNS))
        touched = copying.execute(connection, _UPSERT, (data_on,))
        copying.execute(connection, "drop table staged_figures")
    return touched
