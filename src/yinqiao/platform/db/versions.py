"""Version rows (contract 9): keep the state of a row before it changes, and read rows as they were known at a moment.

A row and its history table follow `platform.db.sourced`: `known_from` on the row says since when its present state is known;
a history row says the same of an earlier state, and until when it held.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

from yinqiao.platform.db.sourced import HistoryRow, SourcedRow

RowT = TypeVar("RowT", bound=SourcedRow)
_JSON_BYTES = "\\x"


def keep_version(
    model: type[SourcedRow],
    history: type[HistoryRow],
    row_id: int,
    *,
    now: datetime,
    changed_by: int | None,
    customer_column: str = "customer_id",
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Write the present state of the row to `history`, known until `now`; call it before the change, in its transaction."""
    table = table_of(model)
    statement = (
        f"insert into {table_of(history)}"  # noqa: S608 - names of our models
        " (table_name, row_id, customer_id, known_from, known_to, state, changed_by_id)"
        f" select %s, t.id, t.{customer_column}, t.known_from, %s, to_jsonb(t), %s from {table} t where t.id = %s"
    )
    with connections[using].cursor() as cursor:
        cursor.execute(statement, (table, now, changed_by, row_id))


def rows_as_of(
    rows: models.QuerySet[RowT],
    history: type[HistoryRow],
    *,
    customer_id: int,
    as_of: datetime | None,
) -> list[RowT]:
    """Return the rows of one customer as known at `as_of` (None: now), without those that had ended by then.

    `rows` is the customer's part of one table, already scoped. Earlier states come back as unsaved instances.
    """
    if as_of is None:
        return list(rows.filter(ended_on__isnull=True))
    model = rows.model
    found = {row.pk: row for row in rows.filter(known_from__lte=as_of)}
    earlier = history._default_manager.filter(  # noqa: SLF001
        table_name=table_of(model),
        customer_id=customer_id,
        known_from__lte=as_of,
        known_to__gt=as_of,
    )
    for version in earlier:
        found.setdefault(version.row_id, revive(model, version.state))
    return [row for row in found.values() if row.ended_on is None]


def table_of(model: type[models.Model]) -> str:
    """Return the name of a model's table."""
    return model._meta.db_table  # noqa: SLF001 - Django's own, public by convention


def revive(model: type[RowT], state: dict[str, object]) -> RowT:
    """Build an unsaved instance from a state that ``to_jsonb`` wrote; columns that came later get their default."""
    values = {
        field.attname: _read(field, state[field.column])
        for field in model._meta.concrete_fields  # noqa: SLF001
        if field.column in state
    }
    return model(**values)


def current_states(
    table: str, row_ids: Iterable[int], *, using: str = DEFAULT_DB_ALIAS
) -> dict[int, dict[str, object]]:
    """Return the present rows of `table` by id, in the same form as a history row's state."""
    wanted = sorted(set(row_ids))
    if not wanted:
        return {}
    with connections[using].cursor() as cursor:
        cursor.execute(f"select row_to_json(t) from {table} t where t.id = any(%s)", (wanted,))  # noqa: S608
        states = [_plain(row[0]) for row in cursor.fetchall()]
    return {int(str(state["id"])): state for state in states}


def _plain(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        message = "a row did not come back as an object"
        raise TypeError(message)
    return value


def _read(field: "models.Field[object, object]", value: object) -> object:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return bytes.fromhex(str(value).removeprefix(_JSON_BYTES))
    if isinstance(field, models.DecimalField):
        return Decimal(str(value)).quantize(Decimal(1).scaleb(-field.decimal_places))
    if isinstance(field, models.JSONField):
        return value
    return field.to_python(value)
