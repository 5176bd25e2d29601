"""What a customer is to the bank beside being its customer: staff, shareholder, related party, supplier … (A13)."""

from django.db import models
from django.db.models import F, Q

from yinqiao.customers import choices
from yinqiao.customers.models.customer import Customer
from yinqiao.platform.db.sourced import SourcedRow, source_unique


class PartyRole(SourcedRow):
    """One role within [valid_from, valid_to), with who set it and on which grounds. One that was set in error has `ended_on` and says why."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=choices.PartyRoleKind)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    grounds = models.CharField(max_length=200, blank=True)
    set_by_id = models.BigIntegerField(null=True)
    set_by_name = models.CharField(max_length=60, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "customers_party_role"
        constraints = [
            source_unique("party_role_source_key"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="party_role_period",
            ),
        ]
        indexes = [models.Index(fields=["customer", "kind"], name="party_role_customer")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.customer_id}"
