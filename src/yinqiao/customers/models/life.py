"""What happens in a person's life, and whom she cares for. Notes are free text, masked before they are stored."""

from django.db import models
from django.db.models import Q

from yinqiao.customers import choices
from yinqiao.customers.models.customer import Customer
from yinqiao.platform.db.sourced import SourcedRow, source_unique


class Recorded(SourcedRow):
    """Something that staff wrote down; one written in error has `ended_on` and says why in `end_reason`."""

    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)
    recorded_by_name = models.CharField(max_length=60, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class LifeEvent(Recorded):
    """A wedding, a birth, a retirement … of the customer; `over_on` is the day from which it plays no part any more."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=choices.LifeEventKind)
    happened_on = models.DateField()
    told_by = models.CharField(max_length=10, choices=choices.ToldBy)
    over_on = models.DateField(null=True)

    class Meta:
        db_table = "customers_life_event"
        constraints = [source_unique("life_event_source_key")]
        indexes = [models.Index(fields=["customer", "-happened_on"], name="life_event_customer")]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Dependant(Recorded):
    """A child or an elder whom the customer cares for, by year of birth or stage: never by name."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=choices.DependantKind)
    birth_year = models.PositiveSmallIntegerField(null=True)
    stage = models.CharField(max_length=10, choices=choices.Stage, blank=True)

    class Meta:
        db_table = "customers_dependant"
        constraints = [
            source_unique("dependant_source_key"),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True)
                | Q(birth_year__gte=1900, birth_year__lte=2200),
                name="dependant_birth_year",
            ),
        ]
        indexes = [models.Index(fields=["customer", "kind"], name="dependant_customer")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.customer_id}"
