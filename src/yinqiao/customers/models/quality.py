"""How good the data is, by day, and what managers said about fields that they were asked about."""

from django.db import models
from django.db.models import F, Q

from yinqiao.customers import choices
from yinqiao.customers.models.customer import Customer


class QualityMeasure(models.Model):
    """What one rule found on one day among the rows of one unit and one source. Names no customer.

    `checked` counts the customers that the rule speaks of, `failed` those of them that it finds fault with.
    """

    measured_on = models.DateField()
    rule = models.CharField(max_length=40)
    org_id = models.BigIntegerField()
    source = models.CharField(max_length=20)
    checked = models.PositiveIntegerField()
    failed = models.PositiveIntegerField()

    class Meta:
        db_table = "customers_quality_measure"
        constraints = [
            models.UniqueConstraint(
                fields=["measured_on", "rule", "org_id", "source"], name="quality_measure_once"
            ),
            models.CheckConstraint(
                condition=Q(failed__lte=F("checked")), name="quality_measure_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.measured_on}"


class FieldAnswer(models.Model):
    """The newest word of a manager about a field that a rule asked about: it is still right, or the customer was asked for it."""

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rule = models.CharField(max_length=40)
    answer = models.CharField(max_length=10, choices=choices.FieldAnswerKind)
    answered_on = models.DateField()
    answered_by_id = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=60)

    class Meta:
        db_table = "customers_field_answer"
        constraints = [
            models.UniqueConstraint(fields=["customer", "rule"], name="field_answer_newest")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.answer}"
