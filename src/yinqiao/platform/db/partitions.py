"""Month partitions (contract 15): made by one SQL function that owns the right to do so, called by loads and by a job."""

from datetime import date

from django.db import DEFAULT_DB_ALIAS, connections


def ensure_months(table: str, first: date, last: date, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Make sure that `table` has a partition for every month from `first` to `last`, both included."""
    with connections[using].cursor() as cursor:
        cursor.execute("select ensure_month_partitions(%s, %s, %s)", (table, first, last))
