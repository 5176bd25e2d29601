"""What a batch leaves for its end and its undo: rows seen, earlier states, events after commit."""

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from yinqiao.platform.events import bus, outbox
from yinqiao.platform.imports.ports import Batch, UndoResult

MOST_LABELS = 100


def mark_seen(
    connection: BaseDatabaseWrapper, batch: Batch, table: str, *, ids: Iterable[int]
) -> None:
    """Note that the file has these rows of `table`."""
    rows = [(batch.id, table, pk) for pk in ids]
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into imports_seen_row (batch_id, table_name, row_id) values (%s, %s, %s)", rows
        )


def unseen(
    connection: BaseDatabaseWrapper, batch: Batch, table: str, *, condition: str
) -> list[int]:
    """Return the ids of rows of this source in `table` that meet `condition` (fixed SQL over t) and were not in the file."""
    query = (
        f"select t.id from {table} t where t.source = %s and {condition} and not exists"  # noqa: S608
        " (select 1 from imports_seen_row r where r.batch_id = %s and r.table_name = %s and r.row_id = t.id) order by t.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, (batch.source, batch.id, table))
        return [pk for (pk,) in cursor.fetchall()]


def ends(
    connection: BaseDatabaseWrapper, batch: Batch, table: str, *, condition: str
) -> tuple[list[int], int]:
    """Return the ids that `unseen` finds, and 0; or none, and how many, where so many lacking rows mean a lost part."""
    gone = unseen(connection, batch, table, condition=condition)
    with connection.cursor() as cursor:
        query = f"select count(*) from {table} t where t.source = %s and {condition}"  # noqa: S608
        cursor.execute(query, (batch.source,))
        held = int(cursor.fetchone()[0])
    return ([], len(gone)) if batch.must_withhold(missing=len(gone), held=held) else (gone, 0)


def forget_seen(connection: BaseDatabaseWrapper, batch: Batch, tables: Sequence[str]) -> None:
    """Drop the notes of `mark_seen`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from imports_seen_row where batch_id = %s and table_name = any(%s)",
            (batch.id, list(tables)),
        )


def remember(
    connection: BaseDatabaseWrapper, batch: Batch, table: str, *, ids: Iterable[int]
) -> None:
    """Keep the state of these rows as the batch found them; call it once for each step up of their version."""
    wanted = list(ids)
    again = (
        "update organization_organizationhistory set state = jsonb_set(state, '{_steps}', to_jsonb((state->>'_steps')::int + 1))"
        " where batch_id = %s and table_name = %s and row_id = any(%s) returning row_id"
    )
    query = (
        "insert into organization_organizationhistory (table_name, row_id, known_from, known_to, state, batch_id)"  # noqa: S608
        f" select %s, t.id, %s, %s, to_jsonb(t) || '{{\"_steps\": 1}}', %s from {table} t where t.id = any(%s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(again, (batch.id, table, wanted))
        known = {pk for (pk,) in cursor.fetchall()}
        new = [pk for pk in wanted if pk not in known]
        cursor.execute(query, (table, batch.known_at, batch.known_at, batch.id, new))


def publish_after_commit(
    connection: BaseDatabaseWrapper, batch: Batch, events: Sequence[bus.Event]
) -> None:
    """Put events into the outbox once the loader's transaction has committed (the outbox belongs to the application)."""
    if not events:
        return

    def publish() -> None:
        with transaction.atomic():
            outbox.put(events, now=batch.known_at)

    transaction.on_commit(publish, using=connection.alias)


def take_back(
    connection: BaseDatabaseWrapper, batch: Batch, table: str, *, label: str
) -> UndoResult:
    """Restore the rows of `table` that the batch changed and remove those it made.

    Rows changed since, and new ones that others refer to by now, stay and are told by their `label` column.
    """
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        query = f"select id, {label} from {table} where batch_id = %s order by id desc"  # noqa: S608
        cursor.execute(query, (batch.id,))
        made = cursor.fetchall()
    # New rows may stand in the way of old ones, and old ones may still point at new ones: so before and after.
    left = [(pk, name) for pk, name in made if not _remove(connection, table, pk)]
    restored, kept = _restore(connection, batch, table, label=label)
    kept += [str(name) for pk, name in left if not _remove(connection, table, pk)]
    removed = len(made) - sum(1 for _pk, name in left if str(name) in kept)
    return UndoResult(
        removed=removed, restored=restored, kept=len(kept), kept_labels=tuple(kept[:MOST_LABELS])
    )


def _restore(
    connection: BaseDatabaseWrapper, batch: Batch, table: str, *, label: str
) -> tuple[int, list[str]]:
    changed = "organization_organizationhistory h where h.batch_id = %(batch)s and h.table_name = %(table)s and h.row_id = t.id"
    touched = "t.version > (h.state->>'version')::int + (h.state->>'_steps')::int"
    parameters: dict[str, int | str] = {"batch": batch.id, "table": table}
    with connection.cursor() as cursor:
        cursor.execute(f"select t.{label} from {table} t, {changed} and {touched}", parameters)  # noqa: S608
        kept = [str(name) for (name,) in cursor.fetchall()]
        cursor.execute(
            "select string_agg(format('%%1$I = r.%%1$I', column_name), ', ') from information_schema.columns"
            " where table_schema = 'public' and table_name = %(table)s and column_name not in ('id', 'version')",
            parameters,
        )
        sets = cursor.fetchone()[0]
        cursor.execute(
            f"update {table} t set {sets}, version = t.version + 1 from organization_organizationhistory h,"  # noqa: S608
            f" lateral jsonb_populate_record(null::{table}, h.state) r"
            f" where h.batch_id = %(batch)s and h.table_name = %(table)s and h.row_id = t.id and not ({touched})",
            parameters,
        )
        restored = int(cursor.rowcount)
        cursor.execute(
            f"insert into {table} select r.* from organization_organizationhistory h,"  # noqa: S608
            f" lateral jsonb_populate_record(null::{table}, h.state) r"
            f" where h.batch_id = %(batch)s and h.table_name = %(table)s and not exists (select 1 from {table} t where t.id = h.row_id)",
            parameters,
        )
        restored += int(cursor.rowcount)
        cursor.execute(
            "delete from organization_organizationhistory where batch_id = %(batch)s and table_name = %(table)s",
            parameters,
        )
    return restored, kept


def _remove(connection: BaseDatabaseWrapper, table: str, pk: int) -> bool:
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"delete from {table} where id = %s", (pk,))  # noqa: S608
    except IntegrityError:
        return False
    return True
