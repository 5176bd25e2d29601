"""Run waiting jobs here and now: for tests, and for commands that must not depend on a worker."""

import json

from django.db import connection, transaction

from yinqiao.platform.jobs import queue


def run_waiting(*, names: frozenset[str] | None = None, limit: int = 1000) -> list[str]:
    """Run every due job (of `names`, if given) in this thread until none is left; return the names in order.

    Each runs once; an exception goes to the caller and its job stays in the queue.
    """
    done: list[str] = []
    while len(done) < limit:
        with transaction.atomic():
            name = _run_next(names)
        if name is None:
            return done
        done.append(name)
    message = f"more than {limit} jobs: do they enqueue each other?"
    raise RuntimeError(message)


def _run_next(names: frozenset[str] | None) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, task_name, args::text FROM procrastinate_jobs WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= clock_timestamp())"
            " AND (%(names)s::text[] IS NULL OR task_name = ANY(%(names)s))"
            " ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED",
            {"names": sorted(names) if names is not None else None},
        )
        row = cursor.fetchone()
        if row is None:
            return None
        job_id, name, arguments = row
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'succeeded', attempts = attempts + 1 WHERE id = %s",
            [job_id],
        )
    queue.definitions[name].function(**json.loads(arguments))
    return str(name)
