"""A list, its feedback codes and quotas, its names, and the lines of its file that are no names."""

from django.db import models

from yinqiao.sales.campaign_lists.choices import (
    Fault,
    Origin,
    Result,
    ReturnReason,
    Standing,
    State,
)

# What a recall and the end of a list take from the desks.
WAITING = (Standing.READY, Standing.HELD, Standing.POOL, Standing.OPEN, Standing.RETURNED)
# What went out, and counts in the rate.
SENT = (Standing.POOL, Standing.OPEN, Standing.DONE, Standing.RETURNED, Standing.LAPSED)
TO_DEAL = (Standing.POOL, Standing.RETURNED)


class CampaignList(models.Model):
    """A list of customers to be spoken with, made for the units below `org`.

    `per_manager` is how many names a manager gets at most; `due_on` the last day. `product_id` is of the shelf: no foreign key is needed to
    tell it. `filters` are those of the customer list where the names came of one.
    """

    name = models.CharField(max_length=60)
    goal = models.CharField(max_length=200)
    purpose = models.CharField(max_length=10)
    product_id = models.BigIntegerField(null=True)
    script = models.CharField(max_length=700, blank=True)
    due_on = models.DateField()
    per_manager = models.PositiveIntegerField(null=True)
    org = models.ForeignKey("organization.Org", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin)
    filters = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State)
    maker_id = models.BigIntegerField()
    maker_name = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    approval_id = models.BigIntegerField(null=True)
    refusal = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    recall_reason = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "campaign_lists_list"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=(State.ENDED, State.RECALLED), closed_at__isnull=False)
                | (
                    ~models.Q(state__in=(State.ENDED, State.RECALLED))
                    & models.Q(closed_at__isnull=True)
                ),
                name="campaign_list_open_or_closed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.RECALLED) | ~models.Q(recall_reason=""),
                name="campaign_list_recall_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="campaign_list_state"),
            models.Index(fields=["approval_id"], name="campaign_list_approval"),
        ]

    def __str__(self) -> str:
        return self.name


class FeedbackCode(models.Model):
    """One of the codes that a list is fed back with; `place` is the key that gives it."""

    campaign_list = models.ForeignKey(CampaignList, on_delete=models.CASCADE, related_name="codes")
    place = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=20)
    result = models.CharField(max_length=10, choices=Result)

    class Meta:
        db_table = "campaign_lists_code"
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["campaign_list", "place"], name="campaign_code_place"),
            models.UniqueConstraint(fields=["campaign_list", "label"], name="campaign_code_label"),
        ]

    def __str__(self) -> str:
        return self.label


class UnitQuota(models.Model):
    """How many names a unit with those below it gets at most."""

    campaign_list = models.ForeignKey(CampaignList, on_delete=models.CASCADE, related_name="quotas")
    org = models.ForeignKey("organization.Org", on_delete=models.PROTECT, related_name="+")
    most = models.PositiveIntegerField()

    class Meta:
        db_table = "campaign_lists_quota"
        constraints = [
            models.UniqueConstraint(fields=["campaign_list", "org"], name="campaign_quota_once")
        ]

    def __str__(self) -> str:
        return f"{self.org_id}: {self.most}"


class Entry(models.Model):
    """One name of a list: the customer in her unit, with the manager who works it.

    `grant_id` is the leave by which a manager sees a customer who is not hers. `attempts` counts the calls that reached nobody.
    """

    campaign_list = models.ForeignKey(
        CampaignList, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    standing = models.CharField(max_length=10, choices=Standing)
    bar_code = models.CharField(max_length=40, blank=True, db_default="")
    given_at = models.DateTimeField(null=True)
    grant_id = models.BigIntegerField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    code = models.ForeignKey(
        FeedbackCode, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    note = models.CharField(max_length=500, blank=True, db_default="")
    fed_back_at = models.DateTimeField(null=True)
    fed_back_by_id = models.BigIntegerField(null=True)
    return_reason = models.CharField(max_length=12, choices=ReturnReason, blank=True, db_default="")
    opportunity_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        db_table = "campaign_lists_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign_list", "customer"], name="campaign_entry_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(standing=Standing.OPEN) | models.Q(owner__isnull=False),
                name="campaign_entry_open_is_somebodys",
            ),
            models.CheckConstraint(
                condition=~models.Q(standing=Standing.DONE)
                | models.Q(code__isnull=False, fed_back_at__isnull=False),
                name="campaign_entry_done_says_what",
            ),
            models.CheckConstraint(
                condition=~models.Q(standing=Standing.BARRED) | ~models.Q(bar_code=""),
                name="campaign_entry_barred_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "campaign_list", "id"],
                condition=models.Q(standing=Standing.OPEN),
                name="campaign_entry_owner",
            ),
            models.Index(
                fields=["campaign_list", "standing", "org", "owner"], name="campaign_entry_list"
            ),
            models.Index(fields=["customer"], name="campaign_entry_customer"),
            models.Index(
                fields=["org", "campaign_list"],
                condition=models.Q(standing__in=TO_DEAL),
                name="campaign_entry_pool",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_list_id} {self.standing}"


class FaultyLine(models.Model):
    """A line of the file that is no name of the list, kept until somebody mends it."""

    campaign_list = models.ForeignKey(
        CampaignList, on_delete=models.CASCADE, related_name="faults", db_index=False
    )
    line = models.PositiveIntegerField()
    text = models.CharField(max_length=60)
    fault = models.CharField(max_length=10, choices=Fault)

    class Meta:
        db_table = "campaign_lists_fault"
        indexes = [models.Index(fields=["campaign_list", "line"], name="campaign_fault_list")]

    def __str__(self) -> str:
        return f"{self.line} {self.fault}"


class ListExport(models.Model):
    """A file of the names with what came of them, as somebody asked for it; `until` is when it is no more to be had."""

    campaign_list = models.ForeignKey(
        CampaignList, on_delete=models.PROTECT, related_name="exports"
    )
    staff_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    approval_id = models.BigIntegerField(null=True)
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "campaign_lists_export"

    def __str__(self) -> str:
        return f"{self.campaign_list_id} {self.staff_id}"
