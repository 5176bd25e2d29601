"""The runs of the triggers that were taken, and what became of what they made."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


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
