"""Enqueue periodic jobs: once a slot whoever asks, never twice when a clock steps back, once late when slots were missed."""

from django.db import connection, transaction

from yinqiao.platform.jobs import queue


def fire_due() -> list[str]:
    """Enqueue each periodic job whose latest slot has not fired; return their names.

    The database's clock decides, so that several schedulers agree.
    """
    return [
        definition.name
        for definition in queue.definitions.values()
        if definition.schedule is not None and _fire(definition)
    ]


def _fire(definition: queue.JobDefinition) -> bool:
    assert definition.schedule is not None  # noqa: S101 - narrowed by the caller
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
        slot = definition.schedule.latest(now)
        # A schedule seen for the first time waits for its next slot: a nightly job does not run at noon on day one.
        cursor.execute(
            "INSERT INTO jobs_schedulemark (name, slot_at) VALUES (%s, %s) ON CONFLICT DO NOTHING",
            [definition.name, slot],
        )
        cursor.execute(
            "UPDATE jobs_schedulemark SET slot_at = %(slot)s WHERE name = %(name)s AND slot_at < %(slot)s"
            " AND NOT EXISTS (SELECT FROM procrastinate_jobs WHERE task_name = %(name)s AND status = 'todo')",
            {"name": definition.name, "slot": slot},
        )
        if cursor.rowcount == 0:
            return False
        queue.defer(definition.name, lock=definition.name)
    return True
