"""What ties a customer to others: relations, employment, the managing staff, declared finances, registry events."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from yinqiao.customers import choices
from yinqiao.customers.models.customer import Customer
from yinqiao.platform.db.sourced import AppendRow, SourcedRow, delivered_once, source_unique


class Outsider(SourcedRow):
    """A party of a customer's relations that is no customer of the bank, as far as it is known (DOMAIN §2: who owns a company).

    The number is sealed under ``customers.outsider`` and this row's id; `approval_id` is the request that it waits for.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=choices.Kind)
    name = models.CharField(max_length=120)
    sex = models.CharField(max_length=1, choices=choices.Sex, default=choices.Sex.UNKNOWN)
    nationality = models.CharField(max_length=3, blank=True)
    birth_on = models.DateField(null=True)
    id_type = models.CharField(max_length=24, choices=choices.IdType, blank=True)
    number_token = models.BinaryField(default=b"")
    number_index = models.BinaryField(max_length=16, default=b"")
    number_masked = models.CharField(max_length=40, blank=True)
    id_expires_on = models.DateField(null=True)
    approval_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [source_unique("outsider_source_key")]
        indexes = [models.Index(fields=["number_index"], name="outsider_number")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Relation(SourcedRow):
    """`customer` has the relation `kind` to `other` within [valid_from, valid_to).

    To an outsider likewise, unless `is_from_outsider`: then the outsider has it to `customer`. Sources name outsiders by `other_name` alone.
    """

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(Customer, on_delete=models.PROTECT, null=True, related_name="+")
    other_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=24, choices=choices.RelationKind)
    percent = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    is_verified = models.BooleanField(default=False)
    # What follows is never told by a source, whose rows are loaded without it.
    outsider = models.ForeignKey(
        Outsider, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    is_from_outsider = models.BooleanField(db_default=False, default=False)
    told_by = models.CharField(max_length=10, blank=True, db_default="", default="")
    proof = models.CharField(max_length=200, blank=True, db_default="", default="")
    recorded_by_name = models.CharField(max_length=60, blank=True, db_default="", default="")

    class Meta:
        constraints = [source_unique("relation_source_key")]
        indexes = [
            models.Index(
                fields=["outsider"],
                condition=Q(outsider__isnull=False),
                name="relation_outsider",
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind} {self.other_id}"


class Employment(SourcedRow):
    """Where a person works."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="employments")
    employer_name = models.CharField(max_length=120)
    employer_no = models.CharField(max_length=20, blank=True)
    industry = models.CharField(max_length=10, blank=True)
    occupation = models.CharField(max_length=30, blank=True)
    position = models.CharField(max_length=60, blank=True)
    annual_income = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [source_unique("employment_source_key")]

    def __str__(self) -> str:
        return self.employer_name


class FinanceFigure(SourcedRow):
    """A figure of income, assets or liabilities with who says so and as of when (A3). Never part of AUM."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="finances")
    kind = models.CharField(max_length=10, choices=choices.FinanceKind)
    item = models.CharField(max_length=40, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    currency = models.CharField(max_length=3, default="CNY")
    basis = models.CharField(max_length=20, blank=True)
    as_of = models.DateField()

    class Meta:
        db_table = "customers_finance_figure"
        constraints = [source_unique("finance_source_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.as_of}"


class Assignment(SourcedRow):
    """管户: who manages the customer in [valid_from, valid_to), with which share. At most one MAIN at any instant."""

    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="assignments")
    staff = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    role = models.CharField(max_length=6, choices=choices.AssignmentRole)
    share = models.DecimalField(max_digits=5, decimal_places=2)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            source_unique("assignment_source_key"),
            models.CheckConstraint(
                condition=Q(share__gte=0, share__lte=100), name="assignment_share"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="assignment_period",
            ),
            ExclusionConstraint(
                name="assignment_one_main",
                expressions=[
                    ("customer", RangeOperators.EQUAL),
                    (
                        Func(
                            F("valid_from"),
                            F("valid_to"),
                            Value("[)"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(role="MAIN", ended_on__isnull=True),
            ),
        ]
        indexes = [models.Index(fields=["staff", "role"], name="assignment_staff")]

    def __str__(self) -> str:
        return f"{self.role} {self.staff_id}"


class RegistryEvent(AppendRow):
    """A change in the company register, a court or executed list (工商, 司法)."""

    event_no = models.CharField(max_length=32)
    customer_id = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    happened_on = models.DateField()
    old_value = models.CharField(max_length=300, blank=True)
    new_value = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "customers_registry_event"
        indexes = [
            models.Index(fields=["customer_id", "-happened_on"], name="registry_event_customer")
        ]
        constraints = [delivered_once("registry_event_delivered_once", "event_no")]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"
