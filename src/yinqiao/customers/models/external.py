"""What is said about a customer outside the bank, attached by hand or by an import, with its source and its day (A16)."""

from django.db import models

from yinqiao.customers import choices
from yinqiao.customers.models.customer import Customer
from yinqiao.platform.db.sourced import SourcedRow, source_unique


class ExternalItem(SourcedRow):
    """One item. `link` is plain text: nothing is fetched. A withdrawn one has `ended_on`, with who withdrew it and why."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=choices.ExternalKind)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=60)
    published_on = models.DateField()
    link = models.CharField(max_length=300, blank=True)
    relevance = models.CharField(max_length=6, choices=choices.Relevance)
    attached_by_id = models.BigIntegerField(null=True)
    attached_by_name = models.CharField(max_length=60, blank=True)
    withdrawn_by_name = models.CharField(max_length=60, blank=True)
    withdraw_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "customers_external_item"
        constraints = [source_unique("external_item_source_key")]
        indexes = [
            models.Index(fields=["customer", "-published_on"], name="external_item_customer")
        ]

    def __str__(self) -> str:
        return self.title
