"""Handovers with their customers, the pool of those whose manager left, covers in leave, and what a manager can take."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    DateRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q, Value

from yinqiao.sales.books.choices import OPEN, CoverState, Kind, LineState, State, Told


class Handover(models.Model):
    """Customers of `giver` change hands. The figures are those of the day on which it was asked for: the receiver sees nothing else before.

    `org_id` is the giver's unit, `taker_org_id` the receiver's (of a transfer). It takes effect at the first moment of `effective_on`; until
    `watch_until` the assets of those who moved are held against those of that day.
    """

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=16, choices=State)
    giver_id = models.BigIntegerField()
    giver_name = models.CharField(max_length=60)
    org_id = models.BigIntegerField()
    taker_id = models.BigIntegerField(null=True)
    taker_name = models.CharField(max_length=60, blank=True)
    taker_org_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=300)
    is_whole = models.BooleanField()
    tells_customers = models.BooleanField()
    customers = models.PositiveIntegerField()
    aum = models.DecimalField(max_digits=22, decimal_places=2)
    tiers = models.JSONField(default=dict)
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    approval_id = models.BigIntegerField(null=True)
    approved_by_id = models.BigIntegerField(null=True)
    approved_by_name = models.CharField(max_length=60, blank=True)
    approved_at = models.DateTimeField(null=True)
    effective_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_note = models.CharField(max_length=300, blank=True)
    watch_until = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "books_handover"
        constraints = [
            models.CheckConstraint(
                condition=Q(taker_id__isnull=True) | ~Q(taker_id=F("giver_id")),
                name="handover_to_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.APPROVED, State.DONE))
                | Q(effective_on__isnull=False),
                name="handover_has_day",
            ),
        ]
        indexes = [
            models.Index(fields=["giver_id", "-asked_at"], name="handover_giver"),
            models.Index(fields=["taker_id", "-asked_at"], name="handover_taker"),
            models.Index(fields=["org_id", "-asked_at"], name="handover_org"),
            models.Index(
                fields=["effective_on"], condition=Q(state=State.APPROVED), name="handover_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        """Tell whether it still may come into effect."""
        return self.state in OPEN


class Line(models.Model):
    """One customer of a handover: who gets her and why, what she weighs, her assets when it was proposed and on the day she moved."""

    handover = models.ForeignKey(
        Handover, on_delete=models.PROTECT, related_name="lines", db_index=False
    )
    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    taker_id = models.BigIntegerField()
    reasons = ArrayField(models.CharField(max_length=16), default=list)
    state = models.CharField(max_length=8, choices=LineState, default=LineState.PLANNED)
    tier = models.CharField(max_length=16, blank=True)
    weight = models.DecimalField(max_digits=7, decimal_places=2)
    aum = models.DecimalField(max_digits=20, decimal_places=2)
    contribution = models.DecimalField(max_digits=20, decimal_places=2, default=0)
    needs = ArrayField(models.CharField(max_length=12), default=list)
    aum_moved = models.DecimalField(max_digits=20, decimal_places=2, null=True)
    moved_on = models.DateField(null=True)
    told = models.CharField(max_length=8, choices=Told, default=Told.NO)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "books_line"
        constraints = [
            # Nobody is promised to two people.
            models.UniqueConstraint(
                fields=["customer"], condition=Q(state=LineState.PLANNED), name="line_planned_once"
            ),
            models.UniqueConstraint(fields=["handover", "customer"], name="line_once"),
        ]
        indexes = [
            models.Index(fields=["handover", "-aum", "id"], name="line_by_assets"),
            models.Index(fields=["customer"], name="line_customer"),
            models.Index(fields=["id"], condition=Q(told=Told.TO_TELL), name="line_to_tell"),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.customer_id}"


class Pooled(models.Model):
    """待交接: a customer whose manager left stands in the pool of the unit from `since` until somebody takes her over."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    org_id = models.BigIntegerField()
    left_id = models.BigIntegerField()
    left_name = models.CharField(max_length=60)
    since = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "books_pooled"
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(taken_at__isnull=True), name="pooled_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["left_id", "org_id"], condition=Q(taken_at__isnull=True), name="pooled_of"
            ),
            models.Index(fields=["customer"], name="pooled_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.left_id}"


class Cover(models.Model):
    """休假代管: `taker` works the book of `absent` from `from_on` to `to_on`, both included, unless it ends before."""

    absent_id = models.BigIntegerField()
    absent_name = models.CharField(max_length=60)
    taker_id = models.BigIntegerField()
    taker_name = models.CharField(max_length=60)
    org_id = models.BigIntegerField()
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=CoverState)
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    approval_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "books_cover"
        constraints = [
            models.CheckConstraint(
                condition=~Q(absent_id=F("taker_id")), name="cover_is_somebody_else"
            ),
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="cover_period"),
            ExclusionConstraint(
                name="cover_one_at_a_time",
                expressions=[
                    ("absent_id", RangeOperators.EQUAL),
                    (
                        Func(
                            F("from_on"),
                            F("to_on"),
                            Value("[]"),
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(state=CoverState.AGREED),
            ),
        ]
        indexes = [
            models.Index(
                fields=["taker_id", "to_on"],
                condition=Q(state=CoverState.AGREED),
                name="cover_taker",
            ),
            models.Index(fields=["org_id", "-asked_at"], name="cover_org"),
        ]

    def __str__(self) -> str:
        return f"{self.absent_id} {self.taker_id}"


class Desk(models.Model):
    """What one manager can take (`capacity` in weighted customers; None: as her post) and which languages she speaks."""

    staff_id = models.BigIntegerField(primary_key=True)
    capacity = models.PositiveIntegerField(null=True)
    languages = ArrayField(models.CharField(max_length=8), default=list)
    changed_by_name = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "books_desk"

    def __str__(self) -> str:
        return str(self.staff_id)
