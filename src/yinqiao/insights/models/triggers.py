"""Triggers (触发规则) as effective-dated data, their runs, and whom they fired for."""

from django.db import models

from yinqiao.insights.choices import TriggerOver, TriggerPurpose


class Trigger(models.Model):
    """One version of a rule, in force from `effective_from` until the next version of its code (DOMAIN §6).

    `condition` is read by `insights.conditions`, `reason` and `script` (what may be said to the customer) by `insights.sentences`. `object_fact` names the figure that tells one
    occasion from the next ("" = one at a time). Due `due_days` after the data date, or `before_days` before it happens. What `is_event`
    happened on a day and stays true: the next day's figures, which tell of it no longer, take nothing back.
    """

    code = models.CharField(max_length=24)
    effective_from = models.DateField()
    title = models.CharField(max_length=40)
    over = models.CharField(max_length=10, choices=TriggerOver, default=TriggerOver.CUSTOMER)
    condition = models.JSONField()
    reason = models.CharField(max_length=300)
    suggestion = models.CharField(max_length=300, blank=True)
    script = models.CharField(max_length=500, blank=True, default="", db_default="")
    object_fact = models.CharField(max_length=40, blank=True)
    amount_fact = models.CharField(max_length=40, blank=True)
    happens_fact = models.CharField(max_length=40, blank=True)
    due_days = models.PositiveSmallIntegerField()
    before_days = models.PositiveSmallIntegerField(null=True)
    priority = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=10, choices=TriggerPurpose)
    is_event = models.BooleanField(default=False, db_default=False)
    is_active = models.BooleanField(default=True)
    source = models.CharField(max_length=80)
    owner = models.CharField(max_length=40)
    changed_by = models.CharField(max_length=60, blank=True)
    changed_at = models.DateTimeField()
    change_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "effective_from"], name="trigger_version"),
            models.CheckConstraint(
                condition=models.Q(priority__gte=1, priority__lte=5), name="trigger_priority"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.effective_from}"


class TriggerRuns(models.QuerySet["TriggerRun"]):
    """Filters of runs."""

    def standing(self) -> "TriggerRuns":
        """Those that count: written down whole, and no later run of their date (or age) took their place."""
        return self.filter(finished_at__isnull=False, replaced_at__isnull=True)


class TriggerRun(models.Model):
    """The evaluation of all triggers as of one data date; the same date again takes its place. `counts` are by code.

    Its firings are written in many transactions: it counts from `finished_at` until `replaced_at`; the firings of others are cleared away.
    """

    data_on = models.DateField()
    evaluated_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    fired = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    announced_at = models.DateTimeField(null=True)

    objects = TriggerRuns.as_manager()

    class Meta:
        db_table = "insights_trigger_run"
        constraints = [
            models.UniqueConstraint(
                fields=["data_on"],
                condition=models.Q(finished_at__isnull=False, replaced_at__isnull=True),
                name="trigger_run_stands",
            )
        ]

    def __str__(self) -> str:
        return str(self.data_on)


class TriggerFiring(models.Model):
    """A trigger fired for a customer: why, for how much, by when. `object_key` tells one occasion from another."""

    run = models.ForeignKey(TriggerRun, on_delete=models.CASCADE, related_name="firings")
    customer_id = models.BigIntegerField()
    code = models.CharField(max_length=24)
    object_key = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=40)
    reason = models.CharField(max_length=400)
    suggestion = models.CharField(max_length=300, blank=True)
    script = models.CharField(max_length=700, blank=True, default="", db_default="")
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    happens_on = models.DateField(null=True)
    due_on = models.DateField()
    priority = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=10, choices=TriggerPurpose)

    class Meta:
        db_table = "insights_trigger_firing"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "code", "customer_id", "object_key"], name="firing_once"
            )
        ]
        indexes = [models.Index(fields=["customer_id"], name="firing_customer")]

    def __str__(self) -> str:
        return f"{self.code} {self.customer_id}"


class TriggerDraft(models.Model):
    """What a new version of a rule would have done yesterday: asked for before it is saved, worked out by a job, forgotten after a day."""

    code = models.CharField(max_length=24)
    condition = models.JSONField()
    reason = models.CharField(max_length=300)
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    data_on = models.DateField(null=True)
    customers = models.BigIntegerField(null=True)
    fired = models.BigIntegerField(null=True)
    # For how many of the customers: what falls due may fire several times for one.
    people = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "insights_trigger_draft"

    def __str__(self) -> str:
        return f"{self.code} {self.asked_at}"


class TriggerDraftRow(models.Model):
    """One of those whom a draft would have fired for."""

    draft = models.ForeignKey(TriggerDraft, on_delete=models.CASCADE, related_name="rows")
    customer_id = models.BigIntegerField()
    reason = models.CharField(max_length=400)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    due_on = models.DateField()

    class Meta:
        db_table = "insights_trigger_draft_row"

    def __str__(self) -> str:
        return str(self.customer_id)
