"""Keys of effects done, jobs given up, workers alive, schedules fired."""

from django.db import models


class Effect(models.Model):
    """A keyed effect that has happened: the row commits with the effect, a second try finds it taken."""

    key = models.CharField(max_length=200, primary_key=True)
    done_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class DeadLetter(models.Model):
    """A job given up after its last attempt; `error` names the exception and its place, never its text."""

    job_id = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=128, db_index=True)
    queue = models.CharField(max_length=128)
    arguments = models.JSONField()
    attempts = models.PositiveIntegerField()
    error = models.CharField(max_length=300)
    died_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.name} #{self.job_id}"


class WorkerHeartbeat(models.Model):
    """A worker process: where it runs, and when it was last seen. `mark` tells apart processes that share a number."""

    host = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    mark = models.CharField(max_length=40)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    worker_ids = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["host", "pid"], name="jobs_worker_once")]

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class ScheduleMark(models.Model):
    """The last slot that a schedule fired for; it only ever moves forward."""

    name = models.CharField(max_length=128, primary_key=True)
    slot_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
