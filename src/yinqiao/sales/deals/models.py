"""Lines of products, what was asked for beyond the list, orders with what was told of them, competitors, people."""

from django.db import models

from yinqiao.platform.db.sourced import SourcedRow, source_unique
from yinqiao.sales.deals.choices import (
    OfferChannel,
    OrderSource,
    OrderState,
    Outcome,
    PreferenceState,
    Role,
)


class OfDeal(models.Model):
    """A row about an opportunity and its customer."""

    opportunity = models.ForeignKey(
        "sales.Opportunity", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    customer_id = models.BigIntegerField()

    class Meta:
        abstract = True


class Line(OfDeal):
    """A product that is offered with an opportunity, on which terms. Rates are fractions a year; `offered_until` is the last day of the offer.

    `points` is by how many basis points the rate favours the customer over the list (`list_rate`) of the day it was written, `own_limit` what its
    writer may give herself. A line that was taken back has `ended_at`.
    """

    product_id = models.BigIntegerField()
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    term_days = models.PositiveIntegerField(null=True)
    rate = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    list_rate = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    points = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    own_limit = models.PositiveIntegerField(default=0)
    channel = models.CharField(max_length=12, choices=OfferChannel)
    offered_from = models.DateField()
    offered_until = models.DateField()
    set_at = models.DateTimeField()
    set_by_id = models.BigIntegerField(null=True)
    set_by_name = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "deals_line"
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="line_amount"),
            models.CheckConstraint(
                condition=models.Q(offered_until__gte=models.F("offered_from")), name="line_window"
            ),
        ]
        indexes = [
            models.Index(
                fields=["opportunity", "id"],
                condition=models.Q(ended_at__isnull=True),
                name="line_opportunity",
            )
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.product_id}"


class Preference(OfDeal):
    """That somebody asked for terms beyond her own limit, and what became of it. `valid_until` is the last day on which they may be promised."""

    line = models.ForeignKey(
        Line, on_delete=models.PROTECT, related_name="preferences", db_index=False
    )
    approval_id = models.BigIntegerField(null=True)
    amount = models.DecimalField(max_digits=20, decimal_places=2)
    term_days = models.PositiveIntegerField(null=True)
    rate = models.DecimalField(max_digits=9, decimal_places=6)
    list_rate = models.DecimalField(max_digits=9, decimal_places=6)
    points = models.DecimalField(max_digits=9, decimal_places=2)
    level = models.CharField(max_length=10)
    reason = models.CharField(max_length=300)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=PreferenceState)
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "deals_preference"
        constraints = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(state=PreferenceState.ASKED),
                name="preference_one_asked",
            )
        ]
        indexes = [
            models.Index(fields=["line", "-id"], name="preference_line"),
            models.Index(fields=["approval_id"], name="preference_approval"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.state}"


class Order(models.Model):
    """开立申请: that a product is to be opened after the deal, and how far that has come (`state` since `state_at`).

    `told` is the highest sequence that another system told of it, `external_no` its number there.
    """

    opportunity = models.ForeignKey(
        "sales.Opportunity", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    number = models.CharField(max_length=20, unique=True)
    line = models.OneToOneField(Line, on_delete=models.PROTECT, null=True, related_name="order")
    source = models.CharField(max_length=10, choices=OrderSource)
    product_id = models.BigIntegerField()
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    term_days = models.PositiveIntegerField(null=True)
    rate = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    channel = models.CharField(max_length=12, choices=OfferChannel)
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    owner = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=10, choices=OrderState)
    state_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    external_no = models.CharField(max_length=60, blank=True)
    told = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "deals_order"
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"],
                condition=models.Q(line__isnull=True),
                name="order_once_a_sale",
            )
        ]
        indexes = [
            models.Index(fields=["opportunity"], name="order_opportunity"),
            models.Index(fields=["customer", "-made_at"], name="order_customer"),
            models.Index(fields=["owner", "state", "-state_at"], name="order_owner"),
            models.Index(fields=["org", "state", "-state_at"], name="order_org"),
        ]

    def __str__(self) -> str:
        return self.number


class OrderAnswer(SourcedRow):
    """What another system told of an order: each number and sequence once. `outcome` is empty until it was looked at. Never changed after.

    `order_id` and `customer_id` are empty while nobody knows the order.
    """

    order = models.ForeignKey(
        Order, on_delete=models.PROTECT, null=True, related_name="answers", db_index=False
    )
    customer_id = models.BigIntegerField(null=True)
    order_no = models.CharField(max_length=40)
    sequence = models.BigIntegerField()
    told_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OrderState)
    external_no = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)

    class Meta:
        db_table = "deals_order_answer"
        constraints = [source_unique("order_answer_source")]
        indexes = [
            models.Index(fields=["order", "-id"], name="order_answer_order"),
            models.Index(
                fields=["order_no"],
                condition=models.Q(order__isnull=True),
                name="order_answer_unknown",
            ),
            models.Index(
                fields=["id"], condition=models.Q(outcome=""), name="order_answer_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_no} {self.sequence}"


class Rival(OfDeal):
    """同业竞争: what another bank offers the customer, as somebody heard it. One that no longer competes has `ended_at`."""

    bank = models.CharField(max_length=60)
    product = models.CharField(max_length=80, blank=True)
    price = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField()
    told_by_name = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "deals_rival"
        indexes = [models.Index(fields=["opportunity", "id"], name="rival_opportunity")]

    def __str__(self) -> str:
        return self.bank


class Participant(OfDeal):
    """协同人员: who works for a deal besides its owner, as what, and with which share of it in percent."""

    staff = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    role = models.CharField(max_length=12, choices=Role)
    share = models.PositiveSmallIntegerField(default=0)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "deals_participant"
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "staff"],
                condition=models.Q(ended_at__isnull=True),
                name="participant_once",
            ),
            models.CheckConstraint(condition=models.Q(share__lte=100), name="participant_share"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.staff_id}"
