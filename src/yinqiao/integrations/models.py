"""Signatures under the reconciliation of a migration batch; calls and messages that the local channel keeps."""

from django.db import models
from django.db.models import Q

from yinqiao.platform.imports.models import ImportBatch


class ReconciliationSignature(models.Model):
    """One of two people signs the figures of a batch: 1 prepared, 2 checked.

    `digest` is of the figures signed, `figures` are they. A signature under figures that changed is void, and stays to be seen.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    staff_no = models.CharField(max_length=20)
    staff_name = models.CharField(max_length=80)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    figures = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "integrations_reconciliation_signature"
        ordering = ["batch", "position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(position__in=(1, 2)), name="signature_position"),
            models.UniqueConstraint(
                fields=["batch", "position"],
                condition=Q(voided_at__isnull=True),
                name="signature_once",
            ),
            models.UniqueConstraint(
                fields=["batch", "staff"],
                condition=Q(voided_at__isnull=True),
                name="signature_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.position} {self.staff_no}"


class LocalMessage(models.Model):
    """A call or message that was handed to the local channel: it stays here, nothing leaves the machine. No customer is named."""

    key = models.CharField(max_length=80, unique=True)
    channel = models.CharField(max_length=10)
    staff_no = models.CharField(max_length=20)
    staff_name = models.CharField(max_length=80)
    number_masked = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "integrations_local_message"
        indexes = [models.Index(fields=["-at", "-id"], name="local_message_at")]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"
