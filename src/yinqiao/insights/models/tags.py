"""The dictionary of tags and the tags of customers."""

from django.db import models
from django.db.models import F, Q

from yinqiao.insights.choices import ExpiryPolicy, TagKind, TagSetters
from yinqiao.platform.db.sourced import HistoryRow, SourcedRow, source_unique


class Tag(SourcedRow):
    """A tag of the dictionary: what it is called, who answers for it (a department), who sets it and when it ends.

    One with `ended_on` is retired: it is offered no more, and stays where it was set. A rule tag of this system has the `condition` (plain data,
    as in `insights.conditions`) on which customers bear it, while it `is_on`.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=TagKind)
    owner = models.CharField(max_length=60, blank=True)
    description = models.CharField(max_length=200, blank=True)
    expiry = models.CharField(max_length=10, choices=ExpiryPolicy, default=ExpiryPolicy.NEVER)
    valid_days = models.PositiveIntegerField(null=True)
    setters = models.CharField(max_length=6, choices=TagSetters, db_default=TagSetters.TEAM)
    condition = models.JSONField(null=True)
    is_on = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "insights_tag"
        constraints = [
            source_unique("tag_source_key"),
            models.CheckConstraint(
                condition=Q(expiry=ExpiryPolicy.NEVER, valid_days__isnull=True)
                | Q(expiry=ExpiryPolicy.AFTER_DAYS, valid_days__gt=0),
                name="tag_expiry",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CustomerTag(SourcedRow):
    """A customer bears a tag in [since, until); `set_by` is the name of the person or of the rule that set it."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)
    set_by = models.CharField(max_length=60, blank=True)

    class Meta:
        db_table = "insights_customer_tag"
        constraints = [
            source_unique("customer_tag_source_key"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="customer_tag_period",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-since"], name="customer_tag_customer"),
            models.Index(
                fields=["tag", "customer"],
                condition=Q(ended_on__isnull=True),
                name="customer_tag_borne",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} of {self.customer_id}"


class TagDraft(models.Model):
    """How many customers a condition fits: asked for before a rule tag is saved, worked out by a job, forgotten after a day."""

    condition = models.JSONField()
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    data_on = models.DateField(null=True)
    customers = models.BigIntegerField(null=True)
    fitting = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "insights_tag_draft"

    def __str__(self) -> str:
        return str(self.asked_at)


class History(HistoryRow):
    """Earlier states of the tags of customers."""

    class Meta:
        db_table = "insights_history"
        indexes = [
            models.Index(fields=["customer_id", "-known_to"], name="insights_history_customer"),
            models.Index(fields=["batch_id"], name="insights_history_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.table_name}:{self.row_id}"
