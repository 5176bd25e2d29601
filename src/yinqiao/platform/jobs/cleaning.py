"""Housekeeping: finished jobs and old effect keys."""

from datetime import timedelta

from django.db import connection

from yinqiao.platform import clock
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.models import Effect, WorkerHeartbeat
from yinqiao.platform.jobs.schedules import Daily

KEEP_JOBS = timedelta(days=3)
KEEP_EFFECTS = timedelta(days=400)


@queue.job("jobs.clean", schedule=Daily(3, 30))
def clean() -> None:
    """Delete finished jobs after 3 days (dead letters stay), effect keys after 400, forgotten workers after 1."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs AS job WHERE job.status IN ('succeeded', 'failed', 'cancelled', 'aborted')"
            " AND NOT EXISTS (SELECT FROM procrastinate_events AS event WHERE event.job_id = job.id AND event.at > %s)",
            [now - KEEP_JOBS],
        )
    Effect.objects.filter(done_at__lt=now - KEEP_EFFECTS).delete()
    WorkerHeartbeat.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
