"""The outbox: one row an event, written in the transaction of the change."""

from django.db import models


class OutboxEvent(models.Model):
    """What happened: kind, plain payload, when and by which request."""

    kind = models.CharField(max_length=100, db_index=True)
    payload = models.JSONField()
    occurred_at = models.DateTimeField()
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "events_outbox"

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"
