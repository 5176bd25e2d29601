"""Give back the jobs of dead workers; procrastinate does not do that by itself (RELIABILITY finding 6)."""

import logging
from importlib import resources

from django.db import connection, transaction

from yinqiao.platform.jobs.queue import definitions

SILENCE_SECONDS = 20.0
GRACE_SECONDS = 10.0
_LOCK = 7_214_001
_SWEEP = (
    resources.files("yinqiao.platform.jobs")
    .joinpath("sql", "sweep.sql")
    .read_text(encoding="utf-8")
)

logger = logging.getLogger(__name__)


def sweep(*, silence_seconds: float = SILENCE_SECONDS) -> int:
    """Return lost jobs to the queue or bury them; one sweeper at a time. Return how many were lost."""
    rules = list(definitions.values())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if cursor.fetchone() != (True,):
            return 0
        cursor.execute(
            _SWEEP,
            {
                "names": [rule.name for rule in rules],
                "deadlines": [float(rule.deadline_seconds) for rule in rules],
                "attempts": [rule.max_attempts for rule in rules],
                "waits": [float(rule.backoff_seconds) for rule in rules],
                "silence": silence_seconds,
                "grace": GRACE_SECONDS,
            },
        )
        lost = cursor.fetchall()
    for job_id, name, attempts, is_given_up, reason in lost:
        level, text = (
            (logging.ERROR, "job given up") if is_given_up else (logging.WARNING, "job put back")
        )
        logger.log(
            level, text, extra={"job": name, "job_id": job_id, "attempt": attempts, "error": reason}
        )
    return len(lost)


def release(worker_ids: list[int], *, except_job: int | None = None) -> None:
    """Put the running jobs of these workers back at once, the attempt not counted: their process is about to end."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'todo', worker_id = NULL"
            " WHERE status = 'doing' AND worker_id = ANY(%s) AND id IS DISTINCT FROM %s",
            [worker_ids, except_job],
        )


def forget_workers(worker_ids: list[int]) -> None:
    """Drop workers known to be dead, so that the next sweep takes their jobs without waiting for silence."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers WHERE id = ANY(%s)", [worker_ids])
