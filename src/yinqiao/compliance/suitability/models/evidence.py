"""Evidence as it was handed in: written once, changed and deleted by nobody (privileges and a trigger see to it)."""

from django.db import models
from django.db.models import Q


class Evidence(models.Model):
    """One piece of evidence: what it proves, about whom and which product, and the digests of the clear file.

    The file lies sealed at `path` below the state folder; without one, `external_no` names it in the system that holds it (the recordings),
    with the digest which that system told. `facts` are the figures that an application was judged by, in yuan as texts.
    """

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    kind = models.CharField(max_length=20)
    product = models.ForeignKey(
        "products.Product", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=120)
    happened_on = models.DateField()
    facts = models.JSONField(default=dict)
    media_type = models.CharField(max_length=60, blank=True)
    size = models.BigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sm3 = models.CharField(max_length=64, blank=True)
    path = models.CharField(max_length=200, blank=True)
    external_no = models.CharField(max_length=80, blank=True)
    kept_at = models.DateTimeField()
    kept_by_id = models.BigIntegerField(null=True)
    kept_by_name = models.CharField(max_length=60)

    class Meta:
        db_table = "compliance_evidence"
        constraints = [
            models.CheckConstraint(
                condition=(~Q(path="") & ~Q(sha256="") & Q(size__isnull=False))
                | (Q(path="") & ~Q(external_no="")),
                name="evidence_is_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-kept_at"], name="evidence_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.customer_id}"
