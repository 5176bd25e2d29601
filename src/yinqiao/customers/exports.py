"""Typed data sets of this room for analytics: surrogate ids, no sealed field (contract 13)."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying


def customers(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row a customer: customer_id, kind, birth_on, household_no ("" = none known)."""
    return copying.read_copy(
        connection,
        "select id, kind, birth_on, household_no from customers_customer where ended_on is null",
        {
            "customer_id": pl.Int64,
            "kind": pl.String,
            "birth_on": pl.Date,
            "household_no": pl.String,
        },
    ).with_columns(pl.col("household_no").fill_null(""))


def identifications(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return when the primary certificate of each customer expires: customer_id, expires_on; those that never do are left out."""
    return copying.read_copy(
        connection,
        "select customer_id, expires_on from customers_identification where ended_on is null and is_primary and expires_on < '9999-12-31'",
        {"customer_id": pl.Int64, "expires_on": pl.Date},
    )


def life_events(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return the newest life event of each customer that still plays a part: customer_id, kind, happened_on."""
    return copying.read_copy(
        connection,
        "select distinct on (customer_id) customer_id, kind, happened_on from customers_life_event"
        " where ended_on is null and over_on is null order by customer_id, happened_on desc, id desc",
        {"customer_id": pl.Int64, "kind": pl.String, "happened_on": pl.Date},
    )
