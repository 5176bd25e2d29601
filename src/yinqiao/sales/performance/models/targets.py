"""What units and people are to reach: every value that ever held, with the day from which it holds."""

from django.db import models
from django.db.models import Q

from yinqiao.sales.performance.choices import Figure, Span


class Target(models.Model):
    """A target of a unit or of a person for a span that begins on `first`; `product_class` empty: over all classes. Never changed.

    A new value is a new row: it holds from `since` on, and of two from one day the later one (by id) does. A value of nothing ends it.
    """

    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    staff = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    figure = models.CharField(max_length=24, choices=Figure)
    product_class = models.CharField(max_length=16, blank=True)
    span = models.CharField(max_length=8, choices=Span)
    first = models.DateField()
    since = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    reason = models.CharField(max_length=200, blank=True)
    set_by_id = models.BigIntegerField(null=True)
    set_at = models.DateTimeField()
    approval_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "performance_target"
        constraints = [
            models.CheckConstraint(
                condition=Q(org__isnull=True, staff__isnull=False)
                | Q(org__isnull=False, staff__isnull=True),
                name="goal_of_unit_or_person",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gt=0), name="goal_above_zero"
            ),
            models.CheckConstraint(condition=Q(first__day=1), name="goal_of_months"),
            models.CheckConstraint(
                condition=Q(since__gte=models.F("first")), name="goal_holds_in_span"
            ),
        ]
        indexes = [
            models.Index(fields=["first", "org", "figure"], name="goal_org"),
            models.Index(fields=["staff", "first", "figure"], name="goal_staff"),
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.span} {self.first}"
