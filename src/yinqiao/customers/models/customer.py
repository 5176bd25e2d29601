"""The party itself and its narrow row for lists and search."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yinqiao.customers import choices
from yinqiao.platform.db.sourced import HistoryRow, SourcedRow, source_unique


class Customer(SourcedRow):
    """One natural person or legal entity = one number per bank (ECIF 客户号). Names stand in clear behind scope (contract 13)."""

    customer_no = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=choices.Kind)
    party_type = models.CharField(max_length=10, choices=choices.PartyType)
    name = models.CharField(max_length=120)
    name_grams = ArrayField(models.CharField(max_length=2), default=list)
    pinyin = models.CharField(max_length=240, blank=True)
    initials = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=360, blank=True)
    former_name = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=1, choices=choices.Sex, default=choices.Sex.UNKNOWN)
    birth_on = models.DateField(null=True)
    nationality = models.CharField(max_length=3, blank=True)
    marital_status = models.CharField(max_length=20, blank=True)
    education = models.CharField(max_length=20, blank=True)
    occupation = models.CharField(max_length=30, blank=True)
    status = models.CharField(max_length=10, choices=choices.Status, default=choices.Status.ACTIVE)
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    main_rm = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    business_line = models.CharField(max_length=20, blank=True)
    opened_on = models.DateField(null=True)
    is_staff = models.BooleanField(default=False)
    is_shareholder = models.BooleanField(default=False)
    is_self_employed = models.BooleanField(default=False)
    household_no = models.CharField(max_length=20, blank=True)
    attributes = models.JSONField(default=dict)

    class Meta:
        constraints = [source_unique("customer_source_key")]
        indexes = [
            models.Index(fields=["org", "id"], name="customer_org"),
            models.Index(fields=["main_rm", "id"], name="customer_main_rm"),
        ]

    @property
    def is_company(self) -> bool:
        """Tell whether it is no person."""
        return self.kind == choices.Kind.COMPANY

    def __str__(self) -> str:
        return self.customer_no


class Company(models.Model):
    """What only companies have. The credit code is public and stands in clear."""

    customer = models.OneToOneField(
        Customer, on_delete=models.PROTECT, primary_key=True, related_name="company"
    )
    uscc = models.CharField(max_length=18, blank=True, db_index=True)
    industry = models.CharField(max_length=10, blank=True)
    scale = models.CharField(max_length=10, blank=True)
    company_type = models.CharField(max_length=30, blank=True)
    registered_capital = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    registered_on = models.DateField(null=True)
    business_scope = models.TextField(blank=True)
    employees = models.PositiveIntegerField(null=True)
    annual_revenue = models.DecimalField(max_digits=20, decimal_places=2, null=True)

    def __str__(self) -> str:
        return str(self.customer_id)


class Figures(models.Model):
    """Derived figures that upper rooms write down per customer and data date; merged into the overview with each batch."""

    customer_id = models.BigIntegerField(primary_key=True)
    data_on = models.DateField()
    aum = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    aum_month_average = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    aum_year_average = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    lum = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    tier = models.CharField(max_length=16, choices=choices.Tier, default=choices.Tier.MASS)
    risk_grade = models.CharField(max_length=2, blank=True)

    class Meta:
        db_table = "customers_figures"

    def __str__(self) -> str:
        return str(self.customer_id)


class OverviewColumns(models.Model):
    """What a list, a search hit or an API row needs of a customer (contract 4)."""

    customer_id = models.BigIntegerField(primary_key=True)
    customer_no = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    name_grams = ArrayField(models.CharField(max_length=2), default=list)
    pinyin = models.CharField(max_length=240, blank=True)
    initials = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=360, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    birth_on = models.DateField(null=True)
    phone_masked = models.CharField(max_length=20, blank=True)
    tier = models.CharField(max_length=16, choices=choices.Tier, default=choices.Tier.MASS)
    aum = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    aum_month_average = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    aum_year_average = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    lum = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    main_rm_id = models.BigIntegerField(null=True)
    org_id = models.BigIntegerField()
    business_line = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=40, blank=True)
    risk_grade = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=10)
    opened_on = models.DateField(null=True)
    data_on = models.DateField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.customer_no


class Overview(OverviewColumns):
    """The narrow row itself; written down by the batch and by every change.

    Carries the columns that row-level security asks for, so that a list needs no join.
    """

    class Meta:
        db_table = "customers_overview"


class ListedCustomer(OverviewColumns):
    """The overview through the view that lists and search read: the same wall as its policy, but one that indexes work behind.

    Under a policy, conditions that are not leakproof (array containment, LIKE, comparisons of numbers) cannot use an index;
    behind this view (migration 0003) they can.
    """

    class Meta:
        managed = False
        db_table = "customers_overview_in_scope"


class History(HistoryRow):
    """Earlier states of every versioned table of this room (contract 9)."""

    class Meta:
        db_table = "customers_history"
        indexes = [
            models.Index(fields=["customer_id", "-known_to"], name="history_customer"),
            models.Index(fields=["table_name", "row_id", "-known_to"], name="history_row"),
            models.Index(
                fields=["batch_id"],
                name="history_batch",
                condition=models.Q(batch_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_name}:{self.row_id}"
