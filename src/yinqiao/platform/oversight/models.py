"""Verifications of the audit chain: asked for by a person or due at night, run by a job."""

from django.db import models


class Verification(models.Model):
    """One walk over the chain. Until `finished_at` it is waiting or running; `findings` name kind, sequence and entry of each."""

    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=80)
    finished_at = models.DateTimeField(null=True)
    checked = models.BigIntegerField(default=0)
    unsealed = models.BigIntegerField(default=0)
    seconds = models.FloatField(default=0)
    head = models.CharField(max_length=64, blank=True)
    is_complete = models.BooleanField(default=True)
    findings = models.JSONField(default=list)

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"verification {self.pk}"
