"""What is paid for results, and the veto of compliance."""

from django.db import models
from django.db.models import Q

from yinqiao.sales.performance.choices import Figure, Pay


class IncentiveRule(models.Model):
    """What is paid for a figure from the month `since` on, until a later rule of it: `steps` as ``attainment:rate``. Never changed."""

    figure = models.CharField(max_length=24, choices=Figure)
    since = models.DateField()
    pay = models.CharField(max_length=8, choices=Pay)
    steps = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "performance_incentive_rule"
        constraints = [
            models.UniqueConstraint(fields=["figure", "since"], name="incentive_once"),
            models.CheckConstraint(condition=Q(since__day=1), name="incentive_of_months"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.since}"


class Veto(models.Model):
    """合规否决: compliance sets the incentives of a person in a month to nothing, with the reason; lifted, it stays on record."""

    staff = models.ForeignKey("organization.Staff", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    reason = models.CharField(max_length=200)
    set_by_id = models.BigIntegerField()
    set_at = models.DateTimeField()
    lifted_by_id = models.BigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "performance_veto"
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "month"], condition=Q(lifted_at__isnull=True), name="veto_once"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="veto_of_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.month:%Y-%m}"
