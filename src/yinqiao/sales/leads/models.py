"""A lead, what was done with it, and who looked into the pool."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from yinqiao.platform.db.sourced import SourcedRow, source_unique
from yinqiao.sales.leads.choices import (
    Act,
    DiscardReason,
    Interest,
    Origin,
    Standing,
    State,
)

# Whoever takes leads in compares with those that stand: one after the other.
TURN = "leads.capture"
FIELD = "leads.mobile"
# The index of the customers' numbers: a list of leads is compared with them at once.
INDEX = "customers.contact"
OPEN = (State.POOL, State.OFFERED, State.WORKING)
ENDED = (State.CONVERTED, State.DISCARDED)


class Lead(SourcedRow):
    """Somebody who showed an interest. The number is sealed; the name stands in clear behind the scope, as a customer's does.

    `org` is the unit in whose territory it lies; without `owner` it lies in that unit's pool. `alike_customer_id` is a customer who may be
    the same person: a phone and a name only suggest (DOMAIN §1). `score` is 0 to 100, `reasons` tells what it is made of as ``CODE:points``.
    `passed_by` are those who declined it or let it lapse: it is not offered to them again.
    """

    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    mobile_token = models.BinaryField(null=True)
    mobile_index = models.BinaryField(null=True)
    mobile_masked = models.CharField(max_length=40, blank=True)
    uscc = models.CharField(max_length=18, blank=True)
    origin = models.CharField(max_length=10, choices=Origin)
    campaign = models.CharField(max_length=60, blank=True)
    interest = models.CharField(max_length=12, choices=Interest)
    need = models.CharField(max_length=300, blank=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=State)
    standing = models.CharField(max_length=10, choices=Standing)
    standing_reason = models.CharField(max_length=200, blank=True)
    alike_customer_id = models.BigIntegerField(null=True)
    score = models.PositiveSmallIntegerField()
    reasons = ArrayField(models.CharField(max_length=40))
    passed_by = ArrayField(models.BigIntegerField(), default=list)
    # A list does not tell them: they begin when the row does, and are not set back by the next delivery.
    captured_at = models.DateTimeField(db_default=Now())
    captured_by_id = models.BigIntegerField(null=True)
    accept_by = models.DateField(null=True)
    touched_at = models.DateTimeField(db_default=Now())
    is_contacted = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    discard_reason = models.CharField(max_length=12, choices=DiscardReason, blank=True)
    customer_id = models.BigIntegerField(null=True)
    opportunity_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "leads_lead"
        constraints = [
            source_unique("lead_source"),
            models.CheckConstraint(
                condition=models.Q(state=State.POOL, owner__isnull=True)
                | models.Q(state=State.DISCARDED)
                | (~models.Q(state=State.POOL) & models.Q(owner__isnull=False)),
                name="lead_owned_outside_pool",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN, closed_at__isnull=True)
                | models.Q(state__in=ENDED, closed_at__isnull=False),
                name="lead_open_or_closed",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.OFFERED) | models.Q(accept_by__isnull=False),
                name="lead_offer_has_clock",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "-score", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="lead_owner",
            ),
            models.Index(
                fields=["org", "-score", "id"],
                condition=models.Q(closed_at__isnull=True),
                name="lead_org",
            ),
            models.Index(fields=["mobile_index"], name="lead_mobile"),
            models.Index(fields=["uscc"], condition=~models.Q(uscc=""), name="lead_uscc"),
            models.Index(
                fields=["state", "touched_at"],
                condition=models.Q(closed_at__isnull=True),
                name="lead_clock",
            ),
            models.Index(fields=["-closed_at"], name="lead_closed"),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.state}"

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to act."""
        return self.closed_at is None


class LeadStep(models.Model):
    """What was done with a lead, by whom and when; `staff_id` is empty for the system. Never changed."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="steps", db_index=False)
    at = models.DateTimeField()
    act = models.CharField(max_length=12, choices=Act)
    staff_id = models.BigIntegerField(null=True)
    staff_name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "leads_step"
        indexes = [
            models.Index(fields=["lead", "-at"], name="lead_step_lead"),
            models.Index(fields=["staff_id", "act", "-at"], name="lead_step_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.lead_id} {self.act}"


class PoolView(models.Model):
    """That somebody opened a lead of the pool on a day; the bank may say how many a day are enough (公海浏览上限)."""

    staff_id = models.BigIntegerField()
    on = models.DateField()
    lead = models.ForeignKey(Lead, on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        db_table = "leads_pool_view"
        constraints = [
            models.UniqueConstraint(fields=["staff_id", "on", "lead"], name="pool_view_once")
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"
