"""Questionnaires by version, and what a customer answered: neither changes once it is published or completed (a trigger sees to it)."""

from django.db import models
from django.db.models import Q

from yinqiao.compliance.suitability.choices import PaperState, SittingState


class Questionnaire(models.Model):
    """A version: its text as it was written, `content` as read from it, `digest` the SHA-256 of the content. Published by a second person."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=80)
    audience = models.CharField(max_length=8)
    text = models.TextField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=PaperState.DRAFT)
    effective_from = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)
    made_by_name = models.CharField(max_length=60)
    published_at = models.DateTimeField(null=True)
    published_by_id = models.BigIntegerField(null=True)
    published_by_name = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "compliance_questionnaire"
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "effective_from"],
                condition=Q(state=PaperState.PUBLISHED),
                name="questionnaire_one_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperState.PUBLISHED)
                | Q(effective_from__isnull=False, published_at__isnull=False),
                name="questionnaire_published",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Sitting(models.Model):
    """One customer before one questionnaire: who operated, what was answered, what it came to and who confirmed what.

    One is under way at a time. Only a completed one is an assessment (`assessment`); `key` names one that came by the API.
    """

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=16)
    key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001 - most have none
    state = models.CharField(max_length=10, default=SittingState.OPEN)
    started_at = models.DateTimeField()
    operated_by_id = models.BigIntegerField(null=True)
    operated_by_name = models.CharField(max_length=60)
    answers = models.JSONField(null=True)
    answered_at = models.DateTimeField(null=True)
    score = models.IntegerField(null=True)
    grade = models.CharField(max_length=2, blank=True)
    is_lowest = models.BooleanField(default=False)
    previous_grade = models.CharField(max_length=2, blank=True)
    is_confirmed_again = models.BooleanField(default=False)
    completed_at = models.DateTimeField(null=True)
    assessment = models.OneToOneField(
        "compliance.RiskAssessment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "compliance_assessment_sitting"
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(state__in=[SittingState.OPEN, SittingState.ANSWERED]),
                name="sitting_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=SittingState.COMPLETED,
                    completed_at__isnull=False,
                    assessment__isnull=False,
                )
                | (~Q(state=SittingState.COMPLETED) & Q(assessment__isnull=True)),
                name="sitting_completed",
            ),
        ]
        indexes = [models.Index(fields=["customer", "-started_at"], name="sitting_customer")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.state}"
