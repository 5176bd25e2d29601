"""What decides besides the assessment: marks of a customer, licences of staff. Told once, never changed, only ended."""

from django.db import models
from django.db.models import F, Q

from yinqiao.platform.db.sourced import SourcedRow, source_unique


class BuyerMark(models.Model):
    """What was found or told about a customer from `valid_from` to and with `valid_to`, with its evidence, until somebody ends it.

    A change of circumstances counts until an assessment made after `set_at`.
    """

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    reason = models.CharField(max_length=200)
    evidence_no = models.CharField(max_length=64, blank=True)
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField(null=True)
    set_by_name = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.BigIntegerField(null=True)
    ended_by_name = models.CharField(max_length=60, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "compliance_buyer_mark"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "kind"],
                condition=Q(ended_at__isnull=True),
                name="buyer_mark_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="buyer_mark_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.customer_id}"


class SalesLicence(SourcedRow):
    """A licence of a member of staff, good from `valid_from` to and with `valid_to`; `withdrawn_on` is the first day without it."""

    staff = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=12)
    licence_no = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdraw_reason = models.CharField(max_length=200, blank=True)
    recorded_by_name = models.CharField(max_length=60, blank=True, default="", db_default="")

    class Meta:
        db_table = "compliance_sales_licence"
        constraints = [
            source_unique("sales_licence_source_key"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="sales_licence_period",
            ),
        ]
        indexes = [
            models.Index(fields=["staff", "kind"], name="sales_licence_staff"),
            models.Index(fields=["valid_to", "id"], name="sales_licence_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.licence_no}"
