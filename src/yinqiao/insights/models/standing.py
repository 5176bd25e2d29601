"""Tier and lifecycle stage from day to day: what holds, each change with reason and figures, and keeps by decision."""

from django.db import models

from yinqiao.customers.choices import Tier
from yinqiao.insights.choices import StandingKind


class StandingColumns(models.Model):
    """What the rules of state carry from one data date to the next. The tier is that of a person; a company has none."""

    tier = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    tier_earned = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    tier_since = models.DateField(null=True)
    tier_below_since = models.DateField(null=True)
    tier_reason = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    stage = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    stage_since = models.DateField(null=True)
    stage_reason = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    aum_low_since = models.DateField(null=True)

    class Meta:
        abstract = True


class CustomerStanding(StandingColumns):
    """What holds since `held_on`, the data date of the last change, and what held before that day (`before_`): a day worked out again
    begins there. Only the daily job writes it, for changes only."""

    customer_id = models.BigIntegerField(primary_key=True)
    held_on = models.DateField()
    before_tier = models.CharField(max_length=16, null=True)  # noqa: DJ001 - unknown is no code
    before_tier_earned = models.CharField(max_length=16, null=True)  # noqa: DJ001 - as above
    before_tier_since = models.DateField(null=True)
    before_tier_below_since = models.DateField(null=True)
    before_tier_reason = models.CharField(max_length=16, null=True)  # noqa: DJ001 - as above
    before_stage = models.CharField(max_length=16, null=True)  # noqa: DJ001 - as above
    before_stage_since = models.DateField(null=True)
    before_stage_reason = models.CharField(max_length=16, null=True)  # noqa: DJ001 - as above
    before_aum_low_since = models.DateField(null=True)

    class Meta:
        db_table = "insights_standing"

    def __str__(self) -> str:
        return str(self.customer_id)


class StandingChange(models.Model):
    """A tier or stage that changed on a data date: from, to, why, and the figures that it was decided on."""

    customer_id = models.BigIntegerField()
    kind = models.CharField(max_length=5, choices=StandingKind)
    changed_on = models.DateField()
    old = models.CharField(max_length=16)
    new = models.CharField(max_length=16)
    reason = models.CharField(max_length=16)
    metrics = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "insights_standing_change"
        constraints = [
            models.UniqueConstraint(
                fields=["customer_id", "kind", "changed_on"], name="standing_change_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind} {self.changed_on}"


class TierKeep(models.Model):
    """The tier of a customer is kept by decision of two people until the end of a day; the newest of a customer counts."""

    customer_id = models.BigIntegerField()
    tier = models.CharField(max_length=16, choices=Tier)
    from_on = models.DateField()
    until_on = models.DateField()
    reason = models.CharField(max_length=200)
    asked_by_id = models.BigIntegerField()
    granted_by_id = models.BigIntegerField()
    granted_by_name = models.CharField(max_length=60)
    granted_at = models.DateTimeField()

    class Meta:
        db_table = "insights_tier_keep"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")), name="tier_keep_period"
            ),
            models.CheckConstraint(
                condition=~models.Q(asked_by_id=models.F("granted_by_id")), name="tier_keep_by_two"
            ),
        ]
        indexes = [models.Index(fields=["customer_id", "-id"], name="tier_keep_customer")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.tier} {self.until_on}"
