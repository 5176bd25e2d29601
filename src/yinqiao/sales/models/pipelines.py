"""The ways that opportunities take: a pipeline for a line of business and a family of products, with its stages (A57, A59)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from yinqiao.sales.choices import Condition, State

# The state of DOMAIN §6 that a stage stands for: what was not contacted yet is one, in the pool or not.
STAGE_STATES = (
    State.ASSIGNED,
    State.CONTACTED,
    State.NEEDS,
    State.PROPOSED,
    State.PROCESSING,
    State.WON,
)


class Pipeline(models.Model):
    """A way from the signal to the deal, for persons or for companies (`is_company`).

    `kinds` are the rules whose opportunities take it; all others take the one that `is_default`. Only a pipeline that `is_sale` counts in the
    forecast: looking after a certificate brings no money in.
    """

    code = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=40)
    is_company = models.BooleanField(default=False)
    is_sale = models.BooleanField(default=True)
    is_default = models.BooleanField(default=False)
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    position = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_company"],
                condition=models.Q(is_default=True),
                name="pipeline_one_default",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Stage(models.Model):
    """One stage of a pipeline, in its order (`position` from 1). The last is the deal.

    `state` is what everything outside the pipeline knows it by. `probability` is in percent. After `slow_days` days in it (0: never) an
    opportunity counts as stuck. `conditions` must hold before one enters it.
    """

    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="stages")
    code = models.CharField(max_length=24)
    title = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=10, choices=[(state.value, state.label) for state in STAGE_STATES]
    )
    probability = models.PositiveSmallIntegerField()
    slow_days = models.PositiveSmallIntegerField(default=0)
    conditions = ArrayField(
        models.CharField(max_length=12, choices=Condition), default=list, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pipeline", "code"], name="stage_code_once"),
            models.UniqueConstraint(fields=["pipeline", "position"], name="stage_position_once"),
            models.CheckConstraint(
                condition=models.Q(probability__lte=100), name="stage_probability"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pipeline_id} {self.code}"


class Evidence(models.Model):
    """That a condition of a stage was met for an opportunity: said by whom and when, in which words; a booking names its moment. Never changed."""

    opportunity = models.ForeignKey(
        "sales.Opportunity", on_delete=models.PROTECT, related_name="evidence", db_index=False
    )
    customer_id = models.BigIntegerField()
    condition = models.CharField(max_length=12, choices=Condition)
    at = models.DateTimeField()
    staff_id = models.BigIntegerField(null=True)
    staff_name = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)
    booked_for = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["opportunity", "-at"], name="evidence_opportunity")]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.condition}"
