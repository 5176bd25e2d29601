"""An opportunity, what was done with it, and the runs of the triggers that were taken."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yinqiao.sales import rules
from yinqiao.sales.choices import Act, Kpi, LossReason, Purpose, State

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
    of the unit. `touched_at` is when a person last did something; `gone_on` is the data date on which the reason had vanished.
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

    `contact_record_id` names the contact on the timeline that it came of: one step each.
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

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "contact_record_id"], name="step_once_a_contact"
            )
        ]
        indexes = [
            models.Index(fields=["opportunity", "-at"], name="step_opportunity"),
            models.Index(fields=["staff_id", "-at"], name="step_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.act}"


class TakenRun(models.Model):
    """A run of the triggers whose firings were taken, once; `kinds` are the rules it evaluated.

    Those of customers before `next_customer` are taken; none is left when it is empty. Over since `finished_at`; `is_late`: a newer run
    came before its end.
    """

    run_id = models.BigIntegerField(primary_key=True)
    data_on = models.DateField()
    taken_at = models.DateTimeField()
    kinds = ArrayField(models.CharField(max_length=40))
    fired = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    refreshed = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    noted = models.PositiveIntegerField(default=0)
    is_late = models.BooleanField(default=False)
    next_customer = models.BigIntegerField(null=True, default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "sales_taken_run"

    def __str__(self) -> str:
        return str(self.run_id)


class Outcome(models.Model):
    """How many opportunities of a kind were won and lost in the year before `counted_at`, in the whole bank: no single one is told."""

    kind = models.CharField(max_length=40, primary_key=True)
    won = models.PositiveIntegerField()
    lost = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "sales_outcome"

    def __str__(self) -> str:
        return self.kind


class RuleResult(models.Model):
    """What became of the opportunities of a kind that were opened in the `days` before `counted_at`, in one unit: no single one is told.

    `reasons` counts the lost ones by `LossReason`, `contact_days` the contacted ones by days from opening to the first contact, so that the
    median of several units can be told.
    """

    kind = models.CharField(max_length=40)
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    days = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    made = models.PositiveIntegerField()
    contacted = models.PositiveIntegerField()
    won = models.PositiveIntegerField()
    lost = models.PositiveIntegerField()
    expired = models.PositiveIntegerField()
    gone = models.PositiveIntegerField()
    won_amount = models.DecimalField(max_digits=24, decimal_places=2)
    reasons = models.JSONField(default=dict)
    contact_days = models.JSONField(default=dict)
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "sales_rule_result"
        constraints = [
            models.UniqueConstraint(fields=["days", "org", "kind"], name="rule_result_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.org_id} {self.days}"


class Target(models.Model):
    """What a person is to reach in a month (`month` is its first day), in the unit of the KPI. Set by her head."""

    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    kpi = models.CharField(max_length=24, choices=Kpi)
    month = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["staff", "kpi", "month"], name="target_once"),
            models.CheckConstraint(condition=models.Q(value__gt=0), name="target_above_zero"),
            models.CheckConstraint(condition=models.Q(month__day=1), name="target_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.kpi} {self.month:%Y-%m}"


class DailyReport(models.Model):
    """日报 of one person and day: drafted from what she did (`counts`, as of sending), with a remark of her own. Sent once, then fixed."""

    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey("organization.Org", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    counts = models.JSONField(default=dict)
    remark = models.CharField(max_length=1000, blank=True)
    submitted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "sales_daily_report"
        constraints = [models.UniqueConstraint(fields=["staff", "day"], name="daily_report_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.day}"


class BriefRead(models.Model):
    """That a person saw the brief of a day."""

    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    read_at = models.DateTimeField()

    class Meta:
        db_table = "sales_brief_read"
        constraints = [models.UniqueConstraint(fields=["staff", "day"], name="brief_read_once")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.day}"
