"""What was reached in a month, its lock, and what was restated since."""

from django.db import models
from django.db.models import Q

from yinqiao.sales.performance.choices import Figure


class Result(models.Model):
    """A figure of a person in a month; without `staff` that of the pool of the unit. `of` is what a share or a mean is counted from.

    `is_recount`: the same figure of a locked month as the data tell it today. The database changes no other row of a locked month.
    """

    month = models.DateField()
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    staff = models.ForeignKey(
        "organization.Staff", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    figure = models.CharField(max_length=24, choices=Figure)
    product_class = models.CharField(max_length=16, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=2)
    of = models.DecimalField(max_digits=24, decimal_places=2, null=True)
    data_on = models.DateField()
    counted_at = models.DateTimeField()
    is_recount = models.BooleanField(default=False)

    class Meta:
        db_table = "performance_result"
        constraints = [
            models.UniqueConstraint(
                fields=["month", "is_recount", "org", "staff", "figure", "product_class"],
                name="result_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="result_of_a_month"),
        ]
        indexes = [models.Index(fields=["staff", "month"], name="result_staff")]

    def __str__(self) -> str:
        return f"{self.figure} {self.month:%Y-%m}"


class ClosedMonth(models.Model):
    """A month whose results are final (月结), by whom and when."""

    month = models.DateField(primary_key=True)
    closed_at = models.DateTimeField()
    closed_by_id = models.BigIntegerField(null=True)
    data_on = models.DateField()

    class Meta:
        db_table = "performance_closed_month"
        constraints = [models.CheckConstraint(condition=Q(month__day=1), name="closed_whole_month")]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class Restatement(models.Model):
    """差错更正: a figure of a locked month as it should have been, asked by one and agreed by another; the first figure stays (D17)."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="restatements")
    value = models.DecimalField(max_digits=24, decimal_places=2)
    of = models.DecimalField(max_digits=24, decimal_places=2, null=True)
    reason = models.CharField(max_length=200)
    asked_by_id = models.BigIntegerField()
    agreed_by_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "performance_restatement"

    def __str__(self) -> str:
        return f"{self.result_id} {self.value}"
