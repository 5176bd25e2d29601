"""Typed data sets of this room for analytics."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying


def contacts(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row a contact: customer_id and its day in the bank's zone."""
    return copying.read_copy(
        connection,
        "select customer_id, (happened_at at time zone 'Asia/Shanghai')::date from interactions_contact_record where ended_on is null",
        {"customer_id": pl.Int64, "day": pl.Date},
    )


def logged(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row a contact: customer_id, staff_id (null where nobody of ours is named) and its day in the bank's zone."""
    return copying.read_copy(
        connection,
        "select customer_id, staff_id, (happened_at at time zone 'Asia/Shanghai')::date from interactions_contact_record where ended_on is null",
        {"customer_id": pl.Int64, "staff_id": pl.Int64, "day": pl.Date},
    )
