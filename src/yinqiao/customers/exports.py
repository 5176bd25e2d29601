"""Typed data sets of this room for analytics: surrogate ids, no sealed field (contract 13)."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.imports.tables import copying


def customers(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return one row a customer, none of a record that went into another: customer_id, kind, birth_on, household_no ("" = none known)."""
    return copying.read_copy(
        connection,
        "select id, kind, birth_on, household_no from customers_customer c where ended_on is null"
        " and not exists (select 1 from customers_merged m where m.member_id = c.id)",
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


def registry_events(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return the events of the registers and courts, under whoever answers today: customer_id, kind, happened_on."""
    return copying.read_copy(
        connection,
        "select coalesce(m.survivor_id, e.customer_id), e.kind, e.happened_on"
        " from customers_registry_event e left join customers_merged m on m.member_id = e.customer_id",
        {"customer_id": pl.Int64, "kind": pl.String, "happened_on": pl.Date},
    )


def main_periods(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return when whom of the customers had a main manager: customer_id, since, until (exclusive, null = still)."""
    return copying.read_copy(
        connection,
        "select customer_id, valid_from, valid_to from customers_assignment where ended_on is null and role = 'MAIN'",
        {"customer_id": pl.Int64, "since": pl.Date, "until": pl.Date},
    )


def merged(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return the identity map: customer_id of a record that went into another, and survivor_id of the one that answers for it."""
    return copying.read_copy(
        connection,
        "select member_id, survivor_id from customers_merged",
        {"customer_id": pl.Int64, "survivor_id": pl.Int64},
    )


def assignments(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return who managed whom with which share (hundredths of a percent): customer_id, staff_id, role, share, valid_from, valid_to (exclusive, null = still)."""
    return copying.read_copy(
        connection,
        "select customer_id, staff_id, role, (share * 100)::bigint, valid_from, valid_to from customers_assignment where ended_on is null",
        {
            "customer_id": pl.Int64,
            "staff_id": pl.Int64,
            "role": pl.String,
            "share": pl.Int64,
            "valid_from": pl.Date,
            "valid_to": pl.Date,
        },
    )


def units(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return the unit and the first day of each customer, none of a record that went into another: customer_id, org_id, opened_on."""
    return copying.read_copy(
        connection,
        "select id, org_id, opened_on from customers_customer c where ended_on is null"
        " and not exists (select 1 from customers_merged m where m.member_id = c.id)",
        {"customer_id": pl.Int64, "org_id": pl.Int64, "opened_on": pl.Date},
    )
