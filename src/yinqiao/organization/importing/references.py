"""Keys that other tables may refer to."""

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper


def known_orgs(connection: BaseDatabaseWrapper) -> pl.Series:
    """Return the codes of all units."""
    return _column(connection, "select code from organization_org")


def known_staff(connection: BaseDatabaseWrapper) -> pl.Series:
    """Return the numbers of all staff, gone ones too: past assignments name them."""
    return _column(connection, "select staff_no from organization_staff")


def _column(connection: BaseDatabaseWrapper, query: str) -> pl.Series:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return pl.Series([value for (value,) in cursor.fetchall()], dtype=pl.String)
