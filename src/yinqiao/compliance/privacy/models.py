"""Legal holds, runs of retention, what was erased on request, impact assessments, reviews of automated decisions."""

from django.db import models
from django.db.models import F, Q

from yinqiao.compliance.privacy.choices import (
    OPEN_RUNS,
    DecisionKind,
    Outcome,
    PaperState,
    RunState,
    Verdict,
)


class LegalHold(models.Model):
    """Nothing of the customers in it is erased, by retention or on request, until somebody ends it: a lawsuit, an investigation, a dispute.

    `case_no` names the matter where there is one; `review_on` is when somebody looks at it again.
    """

    case_no = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=200)
    owner = models.CharField(max_length=60)
    review_on = models.DateField()
    placed_at = models.DateTimeField()
    placed_by_id = models.BigIntegerField(null=True)
    placed_by_name = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=60, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "privacy_legal_hold"
        indexes = [
            models.Index(
                fields=["review_on", "id"],
                condition=Q(ended_at__isnull=True),
                name="legal_hold_review",
            )
        ]

    def __str__(self) -> str:
        return self.case_no or str(self.pk)


class HeldCustomer(models.Model):
    """A customer under a legal hold; named by id, so that the hold outlives the record."""

    hold = models.ForeignKey(
        LegalHold, on_delete=models.PROTECT, related_name="customers", db_index=False
    )
    customer_id = models.BigIntegerField()
    customer_no = models.CharField(max_length=20)

    class Meta:
        db_table = "privacy_held_customer"
        constraints = [
            models.UniqueConstraint(fields=["hold", "customer_id"], name="held_customer_once")
        ]
        indexes = [models.Index(fields=["customer_id"], name="held_customer")]

    def __str__(self) -> str:
        return self.customer_no


class RetentionRun(models.Model):
    """What was over its time on a day, agreed to by two people and erased. `terms` are the months of each class as they held that day.

    `next_customer` is how far the erasure has come; `digest` is a chain over the tables and ids of all rows erased, never over what they held.
    """

    as_of = models.DateField()
    terms = models.JSONField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.COUNTING)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField(null=True)
    asked_by_name = models.CharField(max_length=60)
    counted_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    customers = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)
    approval_id = models.BigIntegerField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=60, blank=True)
    next_customer = models.BigIntegerField(default=0)
    batches = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "privacy_retention_run"
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(state__in=OPEN_RUNS), name="retention_run_one_open"
            ),
            models.CheckConstraint(
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("asked_by_id")),
                name="retention_run_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RunState.APPROVED, RunState.DONE])
                | Q(approved_by_id__isnull=False),
                name="retention_run_was_agreed_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_of} {self.state}"


class RetentionLine(models.Model):
    """One table of a run: how many rows are over their time, how many the trial could erase, how many were erased."""

    run = models.ForeignKey(
        RetentionRun, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    place = models.PositiveSmallIntegerField()
    table_name = models.CharField(max_length=60)
    data_class = models.CharField(max_length=12)
    found = models.BigIntegerField(default=0)
    oldest_on = models.DateField(null=True)
    tried = models.BigIntegerField(null=True)
    erased = models.BigIntegerField(default=0)

    class Meta:
        db_table = "privacy_retention_line"
        constraints = [
            models.UniqueConstraint(fields=["run", "table_name"], name="retention_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.table_name} {self.found}"


class RequestErasure(models.Model):
    """What a request for deletion came to: rows erased by class, and what the law keeps until when. The letter tells it."""

    request_id = models.BigIntegerField(primary_key=True)
    customer_id = models.BigIntegerField()
    relation_ended_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    erased = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    is_held = models.BooleanField(default=False)

    class Meta:
        db_table = "privacy_request_erasure"
        indexes = [models.Index(fields=["customer_id"], name="request_erasure_customer")]

    def __str__(self) -> str:
        return str(self.request_id)


class ImpactAssessment(models.Model):
    """个人信息保护影响评估 of one kind of processing (PIPL 55-56). What is signed is never changed: another assessment follows."""

    activity = models.CharField(max_length=24)
    title = models.CharField(max_length=80)
    purpose = models.CharField(max_length=1000)
    necessity = models.CharField(max_length=1000)
    risks = models.CharField(max_length=2000)
    measures = models.CharField(max_length=2000)
    verdict = models.CharField(max_length=8, choices=Verdict)
    valid_to = models.DateField()
    state = models.CharField(max_length=10, choices=PaperState, default=PaperState.DRAFT)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=60)
    approval_id = models.BigIntegerField(null=True)
    signed_at = models.DateTimeField(null=True)
    signed_by_id = models.BigIntegerField(null=True)
    signed_by_name = models.CharField(max_length=60, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=60, blank=True)
    withdraw_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "privacy_impact_assessment"
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by_id__isnull=True) | ~Q(signed_by_id=F("made_by_id")),
                name="impact_assessment_by_two",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.SIGNED) | Q(signed_by_id__isnull=False),
                name="impact_assessment_was_signed",
            ),
        ]
        indexes = [models.Index(fields=["activity", "-valid_to"], name="assessment_activity")]

    def __str__(self) -> str:
        return f"{self.activity} {self.valid_to}"


class DecisionReview(models.Model):
    """A person looks at an automated decision because the customer asked: the clock is that of the request, this is what was found.

    `told` is what the decision rested on when it was asked about (figures, rule, version); `explanation` is what the customer is told.
    """

    request_id = models.BigIntegerField(unique=True)
    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decision = models.CharField(max_length=12, choices=DecisionKind)
    told = models.JSONField(default=dict)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    explanation = models.CharField(max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewer_id = models.BigIntegerField(null=True)
    reviewer_name = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "privacy_decision_review"
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="") & Q(reviewed_at__isnull=True))
                | (~Q(outcome="") & ~Q(explanation="") & Q(reviewed_at__isnull=False)),
                name="decision_review_explained",
            )
        ]
        indexes = [models.Index(fields=["customer"], name="decision_review_customer")]

    def __str__(self) -> str:
        return f"{self.decision} {self.pk}"


class LakeErasure(models.Model):
    """Whose rows a data set of the lake is to lose: noted in the transaction that erased those here, taken out once the lake has lost them."""

    dataset = models.CharField(max_length=40)
    customer_id = models.BigIntegerField()
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "privacy_lake_erasure"
        constraints = [
            models.UniqueConstraint(fields=["dataset", "customer_id"], name="lake_erasure_once")
        ]

    def __str__(self) -> str:
        return f"{self.dataset} {self.customer_id}"


class FileErasure(models.Model):
    """A sealed file below the state folder whose row was erased, until it is gone too."""

    path = models.CharField(max_length=200, unique=True)
    noted_at = models.DateTimeField()

    class Meta:
        db_table = "privacy_file_erasure"

    def __str__(self) -> str:
        return self.path
