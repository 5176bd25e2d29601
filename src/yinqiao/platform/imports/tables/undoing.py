"""Take one batch back from a master table (numbers table: until the next batch of that source)."""

from typing import TYPE_CHECKING

from yinqiao.platform.imports.ports import Batch, UndoResult
from yinqiao.platform.imports.tables import copying

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


def undo_master(
    connection: "BaseDatabaseWrapper", batch: Batch, *, table: str, history: str
) -> UndoResult:
    """Restore the rows this batch changed and delete those it made; rows touched since are kept and their keys returned."""
    kept = _touched_since(connection, batch, table=table, history=history)
    restored = restore(connection, batch, table=table, history=history) if history else 0
    removed = copying.execute(
        connection,
        f"delete from {table} t where t.batch_id = %s and t.version = 1",
        (batch.id,),
    )
    return UndoResult(
        removed=removed, restored=restored, kept=len(kept), kept_labels=tuple(kept[:100])
    )


def _touched_since(
    connection: "BaseDatabaseWrapper", batch: Batch, *, table: str, history: str
) -> list[str]:
    if not history:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"select t.source_key from {table} t join {history} h on h.table_name = %s and h.row_id = t.id"
            " where h.batch_id is distinct from %s and h.known_from = %s",
            (table, batch.id, batch.known_at),
        )
        return [key for (key,) in cursor.fetchall()]


def restore(connection: "BaseDatabaseWrapper", batch: Batch, *, table: str, history: str) -> int:
    """Give the rows that this batch changed or ended their earlier values, those that nobody touched since; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select string_agg(format('%%1$I = r.%%1$I', column_name), ', ') from information_schema.columns"
            " where table_schema = 'public' and table_name = %s and column_name not in ('id', 'version')",
            (table,),
        )
        sets = cursor.fetchone()[0]
        cursor.execute(
            f"update {table} t set {sets}, version = t.version + 1 from {history} h,"
            f" lateral jsonb_populate_record(null::{table}, h.state) r"
            " where h.table_name = %s and h.batch_id = %s and h.row_id = t.id and t.known_from = %s",
            (table, batch.id, batch.known_at),
        )
        touched = int(cursor.rowcount)
        cursor.execute(
            f"delete from {history} where table_name = %s and batch_id = %s",
            (table, batch.id),
        )
    return touched
