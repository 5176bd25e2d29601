"""Days of looks, alerts about them, watched pages, access in an emergency, exemptions from rules, spot checks of looks in clear."""

from django.db import models
from django.db.models import F, Q

from yinqiao.compliance.viewing.choices import (
    AlertKind,
    AlertState,
    CheckVerdict,
    MarkKind,
    ReviewVerdict,
)


class WatchedDay(models.Model):
    """That the looks of a day were worked out, once. Only the habit is taken from a day with `is_counted_only`."""

    on = models.DateField(primary_key=True)
    watched_at = models.DateTimeField()
    people = models.PositiveIntegerField()
    looks = models.PositiveIntegerField()
    alerts = models.PositiveIntegerField()
    is_counted_only = models.BooleanField(default=False)

    class Meta:
        db_table = "viewing_watched_day"

    def __str__(self) -> str:
        return self.on.isoformat()


class LookDay(models.Model):
    """How many customers a person opened on a day, and how many of them nothing explains. The habit is made of these."""

    staff_id = models.BigIntegerField()
    on = models.DateField()
    role = models.CharField(max_length=40, blank=True)
    opened = models.PositiveIntegerField()
    outside = models.PositiveIntegerField()

    class Meta:
        db_table = "viewing_look_day"
        constraints = [models.UniqueConstraint(fields=["staff_id", "on"], name="look_day_once")]
        indexes = [models.Index(fields=["on"], name="look_day_on")]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.on}"


class Alert(models.Model):
    """Something odd about a day of looks, with the figures it rests on, and what compliance said to it."""

    kind = models.CharField(max_length=12, choices=AlertKind)
    on = models.DateField()
    staff_id = models.BigIntegerField(null=True)
    staff_no = models.CharField(max_length=40, blank=True)
    staff_name = models.CharField(max_length=80, blank=True)
    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    figures = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=AlertState, default=AlertState.OPEN)
    found_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_name = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "on", "staff_id", "customer"],
                name="viewing_alert_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(decided_by_id=F("staff_id")), name="viewing_alert_by_another"
            ),
            models.CheckConstraint(
                condition=Q(staff_id__isnull=False) | Q(customer__isnull=False),
                name="viewing_alert_about",
            ),
        ]
        indexes = [models.Index(fields=["state", "-on", "id"], name="viewing_alert_queue")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class MarkedCustomer(models.Model):
    """That the page of a customer is watched, why, by whose word, and until when. One at a time for a customer."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=MarkKind)
    about_staff_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200)
    marked_at = models.DateTimeField()
    marked_by_id = models.BigIntegerField(null=True)
    marked_by_name = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "viewing_marked_customer"
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(ended_at__isnull=True), name="marked_customer_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind=MarkKind.RELATIVE) | Q(about_staff_id__isnull=False),
                name="marked_customer_whose",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind}"


class Emergency(models.Model):
    """Access to one customer that a person took herself, and its review by another until `due_on`.

    Which customer stands with the grant: whoever is told of it need not see her.
    """

    grant_id = models.BigIntegerField(unique=True)
    staff_id = models.BigIntegerField()
    staff_no = models.CharField(max_length=40)
    staff_name = models.CharField(max_length=80)
    org_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=200)
    taken_at = models.DateTimeField()
    until = models.DateTimeField()
    due_on = models.DateField()
    verdict = models.CharField(max_length=12, choices=ReviewVerdict, blank=True)
    note = models.CharField(max_length=500, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_id = models.BigIntegerField(null=True)
    reviewed_by_name = models.CharField(max_length=80, blank=True)
    escalated_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reviewed_by_id=F("staff_id")), name="emergency_by_another"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", reviewed_at__isnull=True)
                | (~Q(verdict="") & Q(reviewed_at__isnull=False)),
                name="emergency_reviewed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="emergency_waiting",
                condition=Q(reviewed_at__isnull=True),
            ),
            models.Index(fields=["staff_id", "-taken_at"], name="emergency_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.taken_at}"


class Exemption(models.Model):
    """豁免登记 (D39): which rule does not bind whom, why, by whose leave, until when, and when somebody looks at it again."""

    rule = models.CharField(max_length=120)
    whom = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    from_on = models.DateField()
    until_on = models.DateField()
    review_on = models.DateField()
    approval_id = models.BigIntegerField(unique=True)
    asked_by_id = models.BigIntegerField()
    asked_by_name = models.CharField(max_length=80)
    approved_by_id = models.BigIntegerField()
    approved_by_name = models.CharField(max_length=80)
    approved_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_name = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=80, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by_id=F("asked_by_id")), name="exemption_two_people"
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("from_on"), until_on__gte=F("review_on")),
                name="exemption_days",
            ),
        ]
        indexes = [models.Index(fields=["until_on", "id"], name="exemption_until")]

    def __str__(self) -> str:
        return f"{self.rule} {self.until_on}"


class Draw(models.Model):
    """That looks in clear of a day were drawn, once, with the seed and the numbers by which they can be drawn again."""

    on = models.DateField(unique=True)
    seed = models.CharField(max_length=32)
    percent = models.PositiveSmallIntegerField()
    least = models.PositiveSmallIntegerField()
    looks = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.on.isoformat()


class RevealCheck(models.Model):
    """抽查明文查看: a look at a number in clear, as it was noted, and what the head says to it. Without `head_id` compliance answers.

    The value is not here, nor is the row that holds it. `reveal_id` names the look and outlives it.
    """

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="checks")
    reveal_id = models.BigIntegerField(unique=True)
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    staff_id = models.BigIntegerField()
    staff_no = models.CharField(max_length=40)
    staff_name = models.CharField(max_length=100)
    field = models.CharField(max_length=40)
    reason = models.TextField()
    revealed_at = models.DateTimeField()
    approval_id = models.BigIntegerField(null=True)
    head_id = models.BigIntegerField(null=True)
    head_name = models.CharField(max_length=100, blank=True)
    due_on = models.DateField()
    verdict = models.CharField(max_length=10, choices=CheckVerdict, blank=True)
    note = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=100, blank=True)
    escalated_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "viewing_reveal_check"
        constraints = [
            models.CheckConstraint(
                condition=~Q(answered_by_id=F("staff_id")) & ~Q(head_id=F("staff_id")),
                name="reveal_check_by_another",
            ),
            models.CheckConstraint(
                condition=Q(verdict="", answered_at__isnull=True)
                | (~Q(verdict="") & Q(answered_at__isnull=False)),
                name="reveal_check_answered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["head_id", "due_on"],
                name="reveal_check_waiting",
                condition=Q(answered_at__isnull=True),
            ),
            models.Index(fields=["-revealed_at", "id"], name="reveal_check_list"),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.revealed_at}"
