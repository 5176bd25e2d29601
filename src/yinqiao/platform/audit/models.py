"""Audit rows and their seals. Rows are inserted by `entries` and never changed; the app role may only insert and read."""

from django.db import models


class AuditEntry(models.Model):
    """One act. Partitioned by month of `occurred_on`; `txid` orders rows for the sealer."""

    id = models.BigIntegerField(primary_key=True)
    txid = models.BigIntegerField()
    occurred_at = models.DateTimeField()
    occurred_on = models.DateField()
    actor_kind = models.CharField(max_length=10)
    staff_id = models.BigIntegerField(null=True)
    staff_no = models.CharField(max_length=40)
    actor_name = models.CharField(max_length=80)
    roles = models.TextField()
    org_id = models.BigIntegerField(null=True)
    ip = models.CharField(max_length=45)
    session_digest = models.CharField(max_length=40)
    request_id = models.CharField(max_length=40)
    verb = models.CharField(max_length=80)
    result = models.CharField(max_length=10)
    object_type = models.CharField(max_length=60)
    object_id = models.BigIntegerField(null=True)
    customer_id = models.BigIntegerField(null=True)
    old = models.JSONField()
    new = models.JSONField()
    reason = models.TextField()
    detail = models.JSONField()

    class Meta:
        managed = False
        db_table = "audit_entry"

    def __str__(self) -> str:
        return f"{self.verb} #{self.pk}"


class AuditSeal(models.Model):
    """The chain: gapless `seq`, the digest of one row, and the head over everything up to it."""

    seq = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField(unique=True)
    entry_txid = models.BigIntegerField()
    row_digest = models.BinaryField()
    head = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "audit_seal"

    def __str__(self) -> str:
        return f"seal {self.seq}"
