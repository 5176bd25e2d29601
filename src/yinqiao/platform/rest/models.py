"""Answers kept for their Idempotency-Key, and how many requests a token has made in the running minute."""

from django.db import models


class IdempotencyRecord(models.Model):
    """The answer of a write that had an effect; committed in the effect's transaction.

    `digest` is a keyed digest of method, address and body; the answer's body is sealed under ``rest.answer`` and this id.
    `clearances` are those of the caller it was written for.
    """

    user_id = models.BigIntegerField()
    key = models.CharField(max_length=100)
    operation = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=16)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    clearances = models.JSONField(default=list)
    answer_token = models.BinaryField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "rest_idempotency_record"
        constraints = [
            models.UniqueConstraint(fields=["user_id", "key"], name="rest_idempotency_once")
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.status}"


class RateWindow(models.Model):
    """One row a token: the minute it counts and the requests in it. Unlogged: after a crash the count starts again."""

    key = models.CharField(max_length=100, primary_key=True)
    started_at = models.DateTimeField()
    requests = models.PositiveIntegerField()

    class Meta:
        db_table = "rest_rate_window"

    def __str__(self) -> str:
        return f"{self.key} {self.requests}"
