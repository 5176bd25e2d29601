"""What the customer allowed, how much risk she bears, and how well the bank knows her."""

from django.db import models

from yinqiao.platform.db.sourced import HistoryRow, SourcedRow, source_unique


class RiskAssessment(SourcedRow):
    """A completed questionnaire; `valid_to` is the last valid day."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    assessment_no = models.CharField(max_length=32)
    risk_tolerance = models.CharField(max_length=2)
    score = models.IntegerField(null=True)
    assessed_on = models.DateField()
    assessed_at = models.DateTimeField(null=True)
    valid_to = models.DateField()
    channel = models.CharField(max_length=16, blank=True)
    questionnaire_version = models.CharField(max_length=20, blank=True)
    is_lowest = models.BooleanField(null=True)

    class Meta:
        db_table = "compliance_risk_assessment"
        constraints = [source_unique("risk_assessment_source_key")]
        indexes = [
            models.Index(fields=["customer", "-assessed_on"], name="risk_assessment_customer")
        ]

    def __str__(self) -> str:
        return self.assessment_no


class Consent(SourcedRow):
    """Purpose × channel. Without version, time and evidence it is history only (历史声明) and never usable."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    consent_no = models.CharField(max_length=32)
    purpose = models.CharField(max_length=16)
    channel = models.CharField(max_length=10)
    status = models.CharField(max_length=10)
    text_version = models.CharField(max_length=20, blank=True)
    granted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    valid_to = models.DateField(null=True)
    evidence_no = models.CharField(max_length=64, blank=True)
    collected_via = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [source_unique("consent_source_key")]
        indexes = [models.Index(fields=["customer", "purpose", "channel"], name="consent_customer")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel} {self.status}"


class DueDiligence(SourcedRow):
    """State of KYC. The AML grade is for compliance only and never leaves this room for others."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kyc_level = models.CharField(max_length=12)
    kyc_status = models.CharField(max_length=12)
    aml_grade = models.CharField(max_length=12)
    reviewed_on = models.DateField(null=True)
    next_review_on = models.DateField(null=True)
    missing_items = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "compliance_due_diligence"
        constraints = [source_unique("due_diligence_source_key")]
        indexes = [models.Index(fields=["customer"], name="due_diligence_customer")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kyc_status}"


class History(HistoryRow):
    """Earlier states of the tables of this room."""

    class Meta:
        db_table = "compliance_history"
        indexes = [
            models.Index(fields=["customer_id", "-known_to"], name="compliance_history_customer"),
            models.Index(fields=["batch_id"], name="compliance_history_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.table_name}:{self.row_id}"
