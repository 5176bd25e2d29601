"""Take the facts of everybody from `analytics` and put them where pages read them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

import polars as pl
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.insights.models import Fact
from yinqiao.insights.ports import FactDefinition
from yinqiao.platform.imports.tables import copying

LOADER = "loader"
_NEXT = "insights_customer_facts_next"
# Rows that are encoded at a time, while PostgreSQL takes those before.
_SLICE = 4_096


def load_facts(
    connection: BaseDatabaseWrapper, *, pieces: Iterable[pl.DataFrame], data_on: date
) -> int:
    """Lay one row a customer down (columns named as the facts) beside what is held, a transaction a piece; return the rows.

    Nobody sees them until `show_facts`; what a killed call left is dropped by the next. Raise inside a transaction: it would last too long.
    """
    if connection.in_atomic_block:
        message = "facts are loaded outside of any transaction"
        raise transaction.TransactionManagementError(message)
    copying.execute(connection, "select prepare_customer_facts()")
    on = pl.lit(data_on)
    written = sum(
        copying.copy_frames(connection, _NEXT, piece.with_columns(data_on=on).iter_slices(_SLICE))
        for piece in pieces
    )
    copying.execute(connection, "select analyze_next_customer_facts()")
    return written


def show_facts(
    connection: BaseDatabaseWrapper,
    definitions: Sequence[FactDefinition],
    *,
    known: Mapping[str, int],
    customers: int,
    data_on: date,
    now: datetime,
) -> None:
    """Put the rows that were loaded, and the catalogue of them, in the place of what was held, in one short transaction."""
    with transaction.atomic(using=LOADER):
        copying.execute(connection, "select swap_customer_facts()")
        _describe(definitions, known=known, customers=customers, data_on=data_on, now=now)


def _told(row: Fact) -> list[str]:
    return [field.name for field in row._meta.get_fields()]  # noqa: SLF001 - Django's own name of it


def _describe(
    definitions: Sequence[FactDefinition],
    *,
    known: Mapping[str, int],
    customers: int,
    data_on: date,
    now: datetime,
) -> None:
    """Write the catalogue down as of this rebuild; `known` counts the customers with a value, and lacks the facts that are not connected."""
    rows = [
        Fact(
            key=item.key,
            position=position,
            topic=item.topic,
            title=item.title,
            formula=item.formula,
            unit=item.unit,
            inputs=list(item.inputs),
            owner=item.owner,
            rows=item.rows,
            is_core=item.is_core,
            is_connected=item.key in known,
            known=known.get(item.key, 0),
            customers=customers,
            data_on=data_on,
            refreshed_at=now,
        )
        for position, item in enumerate(definitions)
    ]
    held = Fact.objects.using(LOADER)
    held.exclude(key__in=[row.key for row in rows]).delete()
    fields = [name for name in _told(rows[0]) if name != "key"]
    held.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=fields)
