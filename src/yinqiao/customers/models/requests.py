"""Requests about a customer: corrections of core-owned fields (更正申请, D4), reveals of a masked value, exports."""

from django.db import models
from django.db.models import F, Q

from yinqiao.customers import choices
from yinqiao.customers.models.customer import Customer


class CorrectionRequest(models.Model):
    """A staff member asks the owner system to correct a field. The proposed value is sealed under ``customers.correction``.

    `sent_…` say who passed it on to the source system; `decided_…` who gave the last answer (nobody when a batch closed it).
    """

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="correction_requests"
    )
    field = models.CharField(max_length=40)
    row_id = models.BigIntegerField(null=True)
    owner_source = models.CharField(max_length=20, default="CORE")
    current_masked = models.CharField(max_length=120, blank=True)
    proposed_token = models.BinaryField()
    proposed_masked = models.CharField(max_length=120)
    reason = models.TextField()
    evidence = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, choices=choices.CorrectionState, default=choices.CorrectionState.OPEN
    )
    requested_by = models.BigIntegerField()
    requested_by_name = models.CharField(max_length=80)
    requested_at = models.DateTimeField()
    sent_by = models.BigIntegerField(null=True)
    sent_by_name = models.CharField(max_length=80, blank=True)
    sent_at = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "customers_correction_request"
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided_by=F("requested_by")), name="correction_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(sent_by=F("requested_by")), name="correction_sent_by_another"
            ),
            models.UniqueConstraint(
                fields=["customer", "field", "row_id"],
                condition=Q(state__in=choices.PENDING_CORRECTIONS),
                nulls_distinct=False,
                name="correction_one_open",
            ),
        ]
        indexes = [models.Index(fields=["state", "-requested_at"], name="correction_waiting")]

    def __str__(self) -> str:
        return f"{self.field} {self.state}"


class Reveal(models.Model):
    """One look at a clear value: counted against the daily quota."""

    staff_id = models.BigIntegerField()
    revealed_on = models.DateField()
    revealed_at = models.DateTimeField()
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)
    row_id = models.BigIntegerField()
    reason = models.TextField()
    linked_item = models.CharField(max_length=80, blank=True)
    approval_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["staff_id", "revealed_on"], name="reveal_quota")]

    def __str__(self) -> str:
        return f"{self.field} by {self.staff_id}"


class FieldGrant(models.Model):
    """Leave to see one kind of number of one customer over ``[from_at, until)``; an approval makes one for each that it named."""

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    staff_id = models.BigIntegerField()
    staff_name = models.CharField(max_length=80)
    field = models.CharField(max_length=40)
    approval_id = models.BigIntegerField(db_index=True)
    approved_by_id = models.BigIntegerField()
    approved_by_name = models.CharField(max_length=80)
    reason = models.CharField(max_length=200)
    from_at = models.DateTimeField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "customers_field_grant"
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by_id=F("staff_id")), name="field_grant_two_people"
            ),
            models.CheckConstraint(condition=Q(until__gt=F("from_at")), name="field_grant_times"),
        ]
        indexes = [
            models.Index(fields=["staff_id", "customer", "field", "until"], name="field_grant_held")
        ]

    def __str__(self) -> str:
        return f"{self.field} to {self.staff_id}"


class Export(models.Model):
    """A file of customers that somebody asked for: what, why, who approved it, where it lies and how often it was fetched.

    `password_token` is the password of the file, sealed under ``customers.export-password``; it goes when the link ends.
    """

    filters = models.JSONField(default=dict)
    order = models.CharField(max_length=40, default="customer_no")
    file_format = models.CharField(
        max_length=4, choices=choices.FileFormat, default=choices.FileFormat.XLSX
    )
    is_unmasked = models.BooleanField(default=False)
    reason = models.TextField()
    expected_rows = models.PositiveIntegerField()
    row_count = models.PositiveIntegerField(null=True)
    state = models.CharField(
        max_length=10, choices=choices.ExportState, default=choices.ExportState.WAITING
    )
    refusal = models.CharField(max_length=200, blank=True)
    requested_by = models.BigIntegerField()
    requested_by_name = models.CharField(max_length=80)
    user_id = models.BigIntegerField()
    scope_digest = models.CharField(max_length=64, blank=True)
    requested_at = models.DateTimeField()
    approval_id = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    file_size = models.BigIntegerField(null=True)
    ready_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    download_count = models.PositiveIntegerField(default=0)
    downloaded_at = models.DateTimeField(null=True)
    password_token = models.BinaryField(null=True)
    password_shown_count = models.PositiveIntegerField(default=0, db_default=0)
    password_shown_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["requested_by", "-requested_at"], name="export_requested")]

    def __str__(self) -> str:
        return f"export {self.pk} {self.state}"
