"""An opportunity, and what was done with it."""

from django.db import models

from yinqiao.sales import rules
from yinqiao.sales.choices import Act, LossReason, Purpose, State

# The earliest deadline first, then the priority; what went up stands before everything else.
URGENCY = (
    models.Func(
        "due_on",
        template="((%(expressions)s) - DATE '2000-01-01')",
        output_field=models.IntegerField(),
    )
    * 10
    + models.F("priority")
    - models.F("escalation_level") * 1_000_000
)


class Opportunity(models.Model):
    """A reason to speak with a customer, of a rule (`kind`) about an object of hers, and how far somebody has come with it.

    Title, reason, suggestion, script and amount are those of the newest run (`run_id`, data of `data_on`). Without an owner it lies in the pool
    of the unit. It stands at a `stage` of its pipeline since `stage_since`; `expected_on` is when a deal is expected, `probability` (percent) what a
    person thinks of it where she differs from the stage. `touched_at` is when a person last did something; `gone_on` is the data date on which the reason had vanished.
    """

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=80)
    reason = models.CharField(max_length=500)
    suggestion = models.CharField(max_length=500, blank=True)
    script = models.CharField(max_length=700, blank=True, default="", db_default="")
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    happens_on = models.DateField(null=True)
    due_on = models.DateField()
    priority = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.SERVICE)
    data_on = models.DateField()
    run_id = models.BigIntegerField()
    gone_on = models.DateField(null=True)
    owner = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=State)
    stage = models.ForeignKey(
        "sales.Stage", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    stage_since = models.DateTimeField()
    expected_on = models.DateField()
    probability = models.PositiveSmallIntegerField(null=True)
    opened_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    loss_reason = models.CharField(max_length=12, choices=LossReason, blank=True)
    closing_note = models.CharField(max_length=500, blank=True)
    snoozed_until = models.DateField(null=True)
    snooze_reason = models.CharField(max_length=200, blank=True)
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    escalation_level = models.PositiveSmallIntegerField(default=0)
    # What was proposed, and in the end what was sold; the contract of holdings and shelf: no foreign key is needed to tell it.
    proposed_product_id = models.BigIntegerField(null=True)
    suppression_code = models.CharField(max_length=40, blank=True)
    suppression_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    urgency = models.GeneratedField(
        expression=URGENCY, output_field=models.IntegerField(), db_persist=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind", "object_key"],
                condition=models.Q(closed_at__isnull=True),
                name="opportunity_one_open",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=rules.OPEN, closed_at__isnull=True)
                | (models.Q(closed_at__isnull=False) & ~models.Q(state__in=rules.OPEN)),
                name="opportunity_open_or_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(priority__gte=1, priority__lte=5), name="opportunity_priority"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.LOST) | ~models.Q(loss_reason=""),
                name="opportunity_lost_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(escalation_level=0, escalated_at__isnull=True)
                | models.Q(escalation_level__gt=0, escalated_at__isnull=False),
                name="opportunity_escalation",
            ),
            models.CheckConstraint(
                condition=models.Q(probability__isnull=True) | models.Q(probability__lte=100),
                name="opportunity_probability",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "urgency", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="opportunity_owner",
            ),
            models.Index(
                fields=["org", "urgency", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="opportunity_org",
            ),
            # The columns of a board, with their counts and sums, and what a period is expected to bring.
            models.Index(
                fields=["owner", "stage", "expected_on"],
                include=["amount", "probability"],
                condition=models.Q(closed_at__isnull=True),
                name="opportunity_owner_stage",
            ),
            models.Index(
                fields=["org", "stage", "expected_on"],
                include=["amount", "probability"],
                condition=models.Q(closed_at__isnull=True),
                name="opportunity_org_stage",
            ),
            models.Index(
                fields=["org", "closed_at"],
                condition=models.Q(state=State.WON),
                name="opportunity_org_won",
            ),
            # Those of a month: the index above holds the open ones only, and what was closed grows without end.
            models.Index(fields=["owner", "-touched_at"], name="opportunity_owner_touched"),
            models.Index(
                fields=["touched_at"],
                condition=models.Q(closed_at__isnull=True, escalated_at__isnull=True),
                name="opportunity_untouched",
            ),
            models.Index(
                fields=["escalated_to", "-escalated_at"],
                condition=models.Q(escalated_at__isnull=False),
                name="opportunity_escalated",
            ),
            models.Index(
                fields=["customer", "kind", "object_key", "-closed_at"], name="opportunity_customer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def contact_purpose(self) -> str:
        """What a contact about it is for: once a product is proposed, it sells."""
        return rules.contact_purpose(self.purpose, product_id=self.proposed_product_id)

    @property
    def is_profiled(self) -> bool:
        """Tell whether a machine chose the customer: whoever refuses that is left alone."""
        return rules.is_profiled(self.kind)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to act."""
        return self.closed_at is None


class Step(models.Model):
    """What was done with an opportunity, by whom and when; `staff_id` is empty for the system. Never changed.

    `contact_record_id` names the contact on the timeline that it came of: one step each. One that led to another stage names both, and how many
    days were spent in the one that was left.
    """

    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.PROTECT, related_name="steps", db_index=False
    )
    customer_id = models.BigIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=12, choices=Act)
    state = models.CharField(max_length=10, choices=State)
    channel = models.CharField(max_length=12, blank=True)
    staff_id = models.BigIntegerField(null=True)
    staff_name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)
    contact_record_id = models.BigIntegerField(null=True)
    stage_id = models.BigIntegerField(null=True)
    left_stage_id = models.BigIntegerField(null=True)
    stage_days = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "contact_record_id"], name="step_once_a_contact"
            )
        ]
        indexes = [
            models.Index(fields=["opportunity", "-at"], name="step_opportunity"),
            models.Index(fields=["staff_id", "-at"], name="step_staff"),
            models.Index(
                fields=["left_stage_id", "-at"],
                condition=models.Q(left_stage_id__isnull=False),
                name="step_left_stage",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.act}"
