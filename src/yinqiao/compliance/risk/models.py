"""What the risk desk was told of a customer, and what it said."""

from django.db import models
from django.db.models import Q

from yinqiao.compliance.risk.choices import AlertState, MarkKind


class RiskAlert(models.Model):
    """One mark of one customer, told once: again only when it has grown since the verdict. `times` and `bucket` are what was measured."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=MarkKind)
    times = models.PositiveIntegerField()
    bucket = models.PositiveSmallIntegerField(default=0)
    data_on = models.DateField()
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=AlertState, default=AlertState.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=60, blank=True, default="")
    verdict = models.CharField(max_length=500, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "compliance_risk_alert"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind"], condition=Q(state="OPEN"), name="risk_alert_open"
            ),
            models.CheckConstraint(
                condition=Q(state="OPEN", decided_at__isnull=True)
                | (~Q(state="OPEN") & Q(decided_at__isnull=False)),
                name="risk_alert_decided",
            ),
        ]
        indexes = [models.Index(fields=["state", "-raised_at", "-id"], name="risk_alert_queue")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind}"
