"""Checklists, the file of each customer with its items, grades behind their wall, reminders, owners on record and differences."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yinqiao.compliance.diligence.choices import (
    CallCause,
    FileKind,
    FileState,
    ItemState,
    PartyType,
)


class Checklist(models.Model):
    """One version of what a file needs, from a day on. Written once: another wording is another version."""

    version = models.CharField(max_length=20, unique=True)
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by_name = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.version


class ChecklistItem(models.Model):
    """What is asked, why, by which rule, of whom. `options` are [code, words, points] of a choice; the points say how risky
    `factor` is and are shown to compliance alone."""

    checklist = models.ForeignKey(Checklist, on_delete=models.PROTECT, related_name="items")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=24)
    title = models.CharField(max_length=60)
    why = models.CharField(max_length=200)
    source = models.CharField(max_length=120)
    party_types = ArrayField(models.CharField(max_length=12, choices=PartyType))
    kinds = ArrayField(models.CharField(max_length=3, choices=FileKind))
    is_required = models.BooleanField(default=True, db_default=True)
    needs_document = models.BooleanField(default=False)
    needs_expiry = models.BooleanField(default=False, db_default=False)
    options = models.JSONField(default=list)
    factor = models.CharField(max_length=10, blank=True)

    class Meta:
        db_table = "diligence_checklist_item"
        constraints = [
            models.UniqueConstraint(fields=["checklist", "code"], name="checklist_item_code")
        ]

    def __str__(self) -> str:
        return self.code


class ChecklistDraft(models.Model):
    """A version that was asked for: its text as it was sent to the second person. Written once."""

    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=60)

    class Meta:
        db_table = "diligence_checklist_draft"

    def __str__(self) -> str:
        return self.version


class DiligenceFile(models.Model):
    """The file of a customer. `round` counts openings: the first, each review, each change after it was complete.

    `grade_due_on` is the last day for the first grading; `next_review_on` the last day for the next review.
    """

    customer = models.OneToOneField(
        "customers.Customer", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=3, choices=FileKind, default=FileKind.CDD)
    party_type = models.CharField(max_length=12, choices=PartyType)
    checklist = models.ForeignKey(
        Checklist, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=FileState, default=FileState.COLLECTING)
    state_since = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    opened_at = models.DateTimeField()
    opened_by_name = models.CharField(max_length=60)
    submitted_by_id = models.BigIntegerField(null=True)
    grade_due_on = models.DateField()
    graded_on = models.DateField(null=True)
    reviewed_on = models.DateField(null=True)
    next_review_on = models.DateField(null=True)
    approval_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "diligence_file"
        indexes = [
            models.Index(fields=["state", "state_since", "id"], name="diligence_file_queue"),
            models.Index(fields=["next_review_on", "id"], name="diligence_file_review"),
            models.Index(
                fields=["grade_due_on", "id"],
                condition=Q(graded_on__isnull=True),
                name="diligence_file_ungraded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.state}"


class FileItem(models.Model):
    """What was supplied for one item: an answer or choice, a document (its number masked; in full it stands on the sealed copy)."""

    file = models.ForeignKey(DiligenceFile, on_delete=models.PROTECT, related_name="items")
    item = models.ForeignKey(
        ChecklistItem, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.MISSING)
    answer = models.CharField(max_length=500, blank=True)
    option = models.CharField(max_length=20, blank=True)
    document_masked = models.CharField(max_length=40, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    evidence_id = models.BigIntegerField(null=True)
    given_at = models.DateTimeField(null=True)
    given_by_id = models.BigIntegerField(null=True)
    given_by_name = models.CharField(max_length=60, blank=True)
    checked_at = models.DateTimeField(null=True)
    checked_by_name = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "diligence_file_item"
        constraints = [
            models.UniqueConstraint(fields=["file", "item"], name="file_item_once"),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=F("issued_on")),
                name="file_item_document_days",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_on", "id"],
                condition=Q(expires_on__isnull=False),
                name="file_item_expiry",
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"


class Grading(models.Model):
    """That compliance graded a customer: what the rules proposed out of which factors, what was decided, why. Written once."""

    file = models.ForeignKey(
        DiligenceFile, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    round = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=8)
    proposed = models.CharField(max_length=12)
    points = models.DecimalField(max_digits=4, decimal_places=1)
    factors = models.JSONField(default=list)
    direct = models.JSONField(default=list)
    grade = models.CharField(max_length=12)
    reason = models.CharField(max_length=500)
    next_review_on = models.DateField()
    graded_at = models.DateTimeField()
    graded_by_id = models.BigIntegerField(null=True)
    graded_by_name = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["file", "-id"], name="grading_file")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.round}"


class GradingCall(models.Model):
    """That a customer is to be graded again, and why: `told` is the grade that a source brought. Open until compliance has graded.

    It hangs on the customer, not on her file: who has none yet is called too.
    """

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    cause = models.CharField(max_length=8, choices=CallCause)
    told = models.CharField(max_length=12, blank=True)
    called_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "diligence_grading_call"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "cause"],
                condition=Q(answered_at__isnull=True),
                name="grading_call_open",
            )
        ]
        indexes = [models.Index(fields=["customer", "cause", "-id"], name="grading_call_last")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.cause}"


class Reminder(models.Model):
    """That a stage of a clock was told: once for the file, what the clock runs for, its day and the stage."""

    file = models.ForeignKey(
        DiligenceFile, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    subject = models.CharField(max_length=10)
    item_id = models.BigIntegerField(default=0)
    due_on = models.DateField()
    stage = models.SmallIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "subject", "item_id", "due_on", "stage"], name="reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.subject} {self.stage}"


class RegisteredOwner(models.Model):
    """A beneficial owner on our register: on which ground, with which share (per cent) along which paths, checked when and against what."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    outsider = models.ForeignKey(
        "customers.Outsider", on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    basis = models.CharField(max_length=10)
    percent = models.DecimalField(max_digits=7, decimal_places=4, null=True)
    paths = models.JSONField(default=list)
    evidence_no = models.CharField(max_length=64)
    checked_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_name = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=60, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "diligence_registered_owner"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "owner"],
                condition=Q(ended_at__isnull=True),
                name="registered_owner_once",
            ),
            models.UniqueConstraint(
                fields=["customer", "outsider"],
                condition=Q(ended_at__isnull=True),
                name="registered_owner_outsider_once",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) ^ Q(outsider__isnull=True),
                name="registered_owner_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.party_id}"

    @property
    def party_id(self) -> int:
        """The person: a customer, or by a negative number who is none."""
        return self.owner_id or -(self.outsider_id or 0)


class FoundDifference(models.Model):
    """That the three records of a company's owners differ in one person: found when, to be settled by when, settled how."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    outsider = models.ForeignKey(
        "customers.Outsider", on_delete=models.PROTECT, related_name="+", db_index=False, null=True
    )
    is_computed = models.BooleanField()
    is_registered = models.BooleanField()
    is_imported = models.BooleanField()
    found_on = models.DateField()
    due_on = models.DateField()
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.CharField(max_length=60, blank=True)
    action = models.CharField(max_length=12, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "diligence_owner_difference"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "owner"],
                condition=Q(settled_at__isnull=True),
                name="owner_difference_once",
            ),
            models.UniqueConstraint(
                fields=["customer", "outsider"],
                condition=Q(settled_at__isnull=True),
                name="owner_difference_outsider_once",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) ^ Q(outsider__isnull=True),
                name="owner_difference_is_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(settled_at__isnull=True),
                name="owner_difference_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.party_id}"

    @property
    def party_id(self) -> int:
        """The person: a customer, or by a negative number who is none."""
        return self.owner_id or -(self.outsider_id or 0)
