"""What the customer allowed, how much risk she bears, how well the bank knows her; what stops contact with her, and how often there was."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Cast

from yinqiao.compliance.choices import GivenBy, RequestState, SlotOutcome
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
    given_by = models.CharField(
        max_length=10, choices=GivenBy, default=GivenBy.SELF, db_default=GivenBy.SELF.value
    )

    class Meta:
        constraints = [source_unique("consent_source_key")]
        indexes = [models.Index(fields=["customer", "purpose", "channel"], name="consent_customer")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel} {self.status}"


class ConsentText(models.Model):
    """One version of the text that customers agree to for one purpose. Never changed: another wording is another version."""

    purpose = models.CharField(max_length=16)
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    body = models.TextField()
    body_digest = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    published_at = models.DateTimeField()
    published_by_id = models.BigIntegerField(null=True)
    published_by_name = models.CharField(max_length=60)

    class Meta:
        db_table = "compliance_consent_text"
        constraints = [
            models.UniqueConstraint(fields=["purpose", "version"], name="consent_text_version"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="consent_text_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class ConsentWithdrawal(models.Model):
    """A withdrawal as it is told to the app, SMS and call platforms, in the order in which transactions became visible.

    `xact` is the transaction that wrote it: a reader takes only those older than every running one, so that none slips behind its cursor.
    """

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=16)
    channel = models.CharField(max_length=10)
    withdrawn_at = models.DateTimeField()
    told_at = models.DateTimeField()
    xact = models.BigIntegerField(
        db_default=Cast(
            Cast(Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()
        )
    )

    class Meta:
        db_table = "compliance_consent_withdrawal"
        indexes = [models.Index(fields=["xact", "id"], name="consent_withdrawal_feed")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.channel} {self.customer_id}"


class PersonRequest(models.Model):
    """What a person asked about her own data: its clock, who took which step when, and the answer. Steps stand in the audit trail."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=12, default=RequestState.RECEIVED)
    wish = models.CharField(max_length=500)
    received_via = models.CharField(max_length=16)
    received_at = models.DateTimeField()
    received_by_id = models.BigIntegerField(null=True)
    received_by_name = models.CharField(max_length=60)
    alarm_on = models.DateField()
    due_on = models.DateField()
    handled_by_id = models.BigIntegerField(null=True)
    handled_by_name = models.CharField(max_length=60, blank=True)
    verified_how = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    closed_at = models.DateTimeField(null=True)
    restricted_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "compliance_person_request"
        indexes = [
            models.Index(fields=["customer"], name="person_request_customer"),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(closed_at__isnull=True),
                name="person_request_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.customer_id}"


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


class ContactHold(models.Model):
    """Something that stops marketing to a customer in [starts_at, ends_at), until somebody lifts it.

    `source` is the room or system that says so and `source_key` its name for it (a complaint, a contact); a `campaign` limits the
    hold to that one; `owner` is the department that answers for a blacklist entry. The same source holds a customer for the same reason once at a time.
    """

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=16)
    campaign = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40)
    source_key = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=200)
    owner = models.CharField(max_length=60, blank=True, default="", db_default="")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    placed_at = models.DateTimeField()
    placed_by_id = models.BigIntegerField(null=True)
    placed_by_name = models.CharField(max_length=60)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.BigIntegerField(null=True)
    lifted_by_name = models.CharField(max_length=60, blank=True)
    lift_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "compliance_contact_hold"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind", "campaign", "source", "source_key"],
                condition=Q(lifted_at__isnull=True),
                name="contact_hold_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="contact_hold_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.customer_id}"


class ContactSlot(models.Model):
    """A contact that the gate let through: the ledger by which the caps are counted. `key` names the contact, so that it is made once."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    key = models.CharField(max_length=80, unique=True)
    purpose = models.CharField(max_length=10)
    channel = models.CharField(max_length=10)
    product = models.ForeignKey(
        "products.Product", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    campaign = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    reserved_at = models.DateTimeField()
    reserved_by_id = models.BigIntegerField(null=True)
    reserved_by_name = models.CharField(max_length=60)
    outcome = models.CharField(max_length=10, default=SlotOutcome.RESERVED)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "compliance_contact_slot"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=SlotOutcome.RESERVED, closed_at__isnull=True)
                | (~Q(outcome=SlotOutcome.RESERVED) & Q(closed_at__isnull=False)),
                name="contact_slot_closed",
            ),
        ]
        indexes = [models.Index(fields=["customer", "-day"], name="contact_slot_customer")]

    def __str__(self) -> str:
        return self.key


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


# Django finds the tables of this app here, those of the package below too.
from yinqiao.compliance.risk import models as risk_models  # noqa: E402, F401
from yinqiao.compliance.suitability import models as suitability_models  # noqa: E402, F401
