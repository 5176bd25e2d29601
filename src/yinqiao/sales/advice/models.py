"""Runs of advice with every factor they rested on, what was answered, levers, what was learnt, and who was shown what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yinqiao.sales.advice.choices import (
    Action,
    Bar,
    LeverState,
    Reason,
    Reply,
    Result,
    Source,
)


class AdviceRun(models.Model):
    """One choice over everybody. `products` are the products looked at, in the order of the outcomes of each customer; `told` what it went by."""

    data_on = models.DateField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    products = ArrayField(models.BigIntegerField())
    period = models.CharField(max_length=6)
    held_percent = models.PositiveSmallIntegerField()
    customers = models.BigIntegerField(default=0)
    shown = models.BigIntegerField(default=0)
    told = models.JSONField(default=dict)

    class Meta:
        db_table = "advice_run"

    def __str__(self) -> str:
        return f"{self.data_on} {self.pk}"


class AdviceCustomer(models.Model):
    """What a run found about one customer: why nothing at all is advised (`bar`), or one `Outcome` for each product of the run."""

    run = models.ForeignKey(AdviceRun, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer_id = models.BigIntegerField()
    bar = models.CharField(max_length=10, choices=Bar, blank=True)
    bar_reason = models.CharField(max_length=200, blank=True)
    outcomes = ArrayField(models.SmallIntegerField())

    class Meta:
        db_table = "advice_customer"
        constraints = [
            models.UniqueConstraint(fields=["customer_id", "run"], name="advice_customer_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.customer_id}"


class AdviceLine(models.Model):
    """One product (none: an action alone) that passed every rule for a customer, with all factors of its score and what the choice came to.

    `place` counts from 1 among what is shown. Those of the hold-out are written as well, marked, and shown to nobody.
    """

    run = models.ForeignKey(AdviceRun, on_delete=models.CASCADE, related_name="+", db_index=False)
    customer_id = models.BigIntegerField()
    place = models.PositiveSmallIntegerField()
    result = models.CharField(max_length=10, choices=Result)
    product_id = models.BigIntegerField(null=True)
    product_class = models.CharField(max_length=12, blank=True)
    action = models.CharField(max_length=10, choices=Action)
    rm_id = models.BigIntegerField(null=True)
    org_id = models.BigIntegerField()
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    days = models.IntegerField(null=True)
    is_gap = models.BooleanField()
    propensity = models.FloatField()
    sample = models.BigIntegerField()
    source = models.CharField(max_length=8, choices=Source)
    segment = models.CharField(max_length=60, blank=True)
    value = models.FloatField()
    urgency = models.FloatField()
    lever = models.FloatField()
    score = models.FloatField()
    is_held_out = models.BooleanField()

    class Meta:
        db_table = "advice_line"
        indexes = [
            models.Index(fields=["customer_id", "run"], name="advice_line_customer"),
            models.Index(
                fields=["run", "rm_id", "-score"],
                condition=Q(result=Result.SHOWN, is_held_out=False),
                name="advice_line_desk",
            ),
            models.Index(fields=["run"], name="advice_line_run"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.product_id}"


class AdviceAnswer(models.Model):
    """What a manager made of one piece of advice, with the factors as they stood. A refused product rests until `rests_until`."""

    customer_id = models.BigIntegerField()
    product_id = models.BigIntegerField(null=True)
    product_class = models.CharField(max_length=12, blank=True)
    action = models.CharField(max_length=10, choices=Action)
    reply = models.CharField(max_length=8, choices=Reply)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    note = models.CharField(max_length=200, blank=True)
    rests_until = models.DateField(null=True)
    opportunity_id = models.BigIntegerField(null=True)
    factors = models.JSONField()
    at = models.DateTimeField()
    staff_id = models.BigIntegerField()
    staff_name = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "advice_answer"
        constraints = [
            models.CheckConstraint(
                condition=Q(reply=Reply.ACCEPTED, opportunity_id__isnull=False)
                | (Q(reply=Reply.REFUSED, rests_until__isnull=False) & ~Q(reason="")),
                name="advice_answer_told",
            )
        ]
        indexes = [
            models.Index(fields=["customer_id", "-at"], name="advice_answer_customer"),
            models.Index(
                fields=["rests_until"],
                condition=Q(reply=Reply.REFUSED, undone_at__isnull=True),
                name="advice_answer_resting",
            ),
            models.Index(
                fields=["opportunity_id"],
                condition=Q(opportunity_id__isnull=False),
                name="advice_answer_opportunity",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.reply}"


class Lever(models.Model):
    """How head office weighs a product from a day to another (both included): its weight, how many a day, what quota is left to sell.

    A weight of 0 pauses it. Asked for by one person, in force once another has agreed.
    """

    product_id = models.BigIntegerField()
    weight = models.DecimalField(max_digits=4, decimal_places=2)
    most_a_manager = models.PositiveIntegerField(null=True)
    most_a_unit = models.PositiveIntegerField(null=True)
    quota = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=LeverState)
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=80)
    agreed_at = models.DateTimeField(null=True)
    agreed_by_id = models.BigIntegerField(null=True)
    agreed_by_name = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "advice_lever"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="advice_lever_period"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=0, weight__lte=3), name="advice_lever_weight"
            ),
            models.CheckConstraint(
                condition=~Q(state=LeverState.IN_FORCE)
                | (Q(agreed_by_id__isnull=False) & ~Q(agreed_by_id=F("asked_by_id"))),
                name="advice_lever_two_people",
            ),
        ]
        indexes = [models.Index(fields=["state", "valid_to"], name="advice_lever_in_force")]

    def __str__(self) -> str:
        return f"{self.product_id} {self.weight}"


class Learnt(models.Model):
    """What was learnt of one class of products: take rates by segment, and a model where it proved better than they on the newer window.

    `coefficients` are those of a logistic regression over named features, so that anybody can read them; empty where too few bought.
    """

    product_class = models.CharField(max_length=12)
    learnt_at = models.DateTimeField()
    data_on = models.DateField()
    window_days = models.PositiveSmallIntegerField()
    sample = models.BigIntegerField()
    buyers = models.BigIntegerField()
    segments = models.JSONField()
    coefficients = models.JSONField(default=dict)
    auc = models.FloatField(null=True)
    brier = models.FloatField(null=True)
    segment_brier = models.FloatField(null=True)
    is_used = models.BooleanField()
    is_current = models.BooleanField(default=True)

    class Meta:
        db_table = "advice_learnt"
        constraints = [
            models.UniqueConstraint(
                fields=["product_class"],
                condition=Q(is_current=True),
                name="advice_learnt_current",
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_class} {self.data_on}"


class Exposure(models.Model):
    """That a product was advised for a customer in a period, shown or held out: the ground on which its effect is measured. Written once.

    What came of it is counted by `measure`: whether the customer bought of the class within the days that count, and whether somebody of
    the hold-out was offered it all the same.
    """

    customer_id = models.BigIntegerField()
    period = models.CharField(max_length=6)
    product_id = models.BigIntegerField()
    product_class = models.CharField(max_length=12)
    org_id = models.BigIntegerField()
    is_held_out = models.BooleanField()
    first_on = models.DateField()
    taken_on = models.DateField(null=True)
    is_ripe = models.BooleanField(default=False)
    is_contaminated = models.BooleanField(default=False)

    class Meta:
        db_table = "advice_exposure"
        constraints = [
            models.UniqueConstraint(
                fields=["customer_id", "period", "product_id"], name="advice_exposure_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["first_on"], condition=Q(is_ripe=False), name="advice_exposure_green"
            ),
            models.Index(fields=["period", "product_id"], name="advice_exposure_period"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.period}"


class Tally(models.Model):
    """How many were shown or held out in a period, of which so many are ripe, bought, or were contaminated: by product and unit. No customer is named."""

    period = models.CharField(max_length=6)
    product_id = models.BigIntegerField()
    org_id = models.BigIntegerField()
    is_held_out = models.BooleanField()
    people = models.BigIntegerField()
    ripe = models.BigIntegerField()
    taken = models.BigIntegerField()
    contaminated = models.BigIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "advice_tally"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "product_id", "org_id", "is_held_out"], name="advice_tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.product_id}"
