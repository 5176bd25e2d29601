"""What a customer's own rights put on her record: it is restricted, or no decision about her is left to a machine."""

from django.db import models
from django.db.models import F, Q

from yinqiao.customers.models.customer import Customer


class Restriction(models.Model):
    """A record that is stored and not used (个人信息保护法第47条): whoever does not work requests of persons finds nothing of it.

    `until` is the last day on which the law keeps it.
    """

    customer = models.OneToOneField(
        Customer, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    since = models.DateTimeField()
    until = models.DateField()
    request_id = models.BigIntegerField()

    class Meta:
        db_table = "customers_restriction"

    def __str__(self) -> str:
        return f"{self.customer_id} {self.until}"


class AutomationRefusal(models.Model):
    """The customer refused decisions by automated means alone (个人信息保护法第24条), until she takes that back."""

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    refused_at = models.DateTimeField()
    told_via = models.CharField(max_length=16)
    evidence_no = models.CharField(max_length=64, blank=True)
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_name = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "customers_automation_refusal"
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(ended_at__isnull=True),
                name="automation_refusal_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("refused_at")),
                name="automation_refusal_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.refused_at}"
