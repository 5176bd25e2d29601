"""What was learnt of each pipeline, and what it says of the open opportunities."""

from django.db import models


class ChanceModel(models.Model):
    """What was learnt of a pipeline on a day out of `sample` decided opportunities, `won` of them deals. `weights` is empty where they are too few.

    `auc`, `expected` and `happened` are of the latest quarter of them, by a model of the others.
    """

    way = models.CharField(max_length=24)
    learnt_at = models.DateTimeField()
    sample = models.PositiveIntegerField()
    won = models.PositiveIntegerField()
    weights = models.JSONField(default=dict)
    auc = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    expected = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    happened = models.DecimalField(max_digits=5, decimal_places=4, null=True)

    class Meta:
        db_table = "chances_model"
        indexes = [models.Index(fields=["way", "-learnt_at"], name="chance_model_way")]

    def __str__(self) -> str:
        return f"{self.way} {self.learnt_at}"


class Chance(models.Model):
    """How likely an open opportunity is by the newest model, in percent."""

    opportunity = models.OneToOneField(
        "sales.Opportunity", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    customer_id = models.BigIntegerField()
    percent = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        db_table = "chances_chance"
        constraints = [
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="chance_percent")
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.percent}"
