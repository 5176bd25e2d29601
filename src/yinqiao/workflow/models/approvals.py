"""An approval: who asked for what, who decided, until when."""

from django.db import models

from yinqiao.workflow.choices import State


class Approval(models.Model):
    """One request of a registered kind. `payload` is what `apply` gets; it holds no clear personal data.

    `permission` is that of the level which decides now, `later` those of the levels after it; checker and note are those of the last decision.
    """

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    summary = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    org_id = models.BigIntegerField(null=True)
    permission = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(default=1)
    later = models.JSONField(default=list)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    maker_id = models.BigIntegerField()
    maker_name = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    checker_id = models.BigIntegerField(null=True)
    checker_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    result = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(checker_id=models.F("maker_id")),
                name="approval_maker_is_not_checker",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "permission", "made_at"], name="approval_waiting"),
            models.Index(fields=["maker_id", "-made_at"], name="approval_maker"),
            models.Index(
                fields=["checker_id", "-decided_at"],
                name="approval_checker",
                condition=models.Q(checker_id__isnull=False),
            ),
            models.Index(fields=["object_type", "object_id"], name="approval_object"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class ApprovalStep(models.Model):
    """A decision at one level, never changed. `for_id` is whose deputy the checker was."""

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="steps")
    level = models.PositiveSmallIntegerField()
    is_granted = models.BooleanField()
    checker_id = models.BigIntegerField()
    checker_name = models.CharField(max_length=80)
    for_id = models.BigIntegerField(null=True)
    for_name = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        db_table = "workflow_approval_step"
        constraints = [
            models.UniqueConstraint(fields=["approval", "level"], name="approval_step_once"),
        ]
        indexes = [models.Index(fields=["checker_id", "-decided_at"], name="approval_step_checker")]

    def __str__(self) -> str:
        return f"{self.approval_id} {self.level}"


class Deputy(models.Model):
    """代理审批: `taker` decides what waits for `giver` from `from_on` to `to_on`, both included, until it is ended."""

    giver_id = models.BigIntegerField()
    giver_name = models.CharField(max_length=80)
    taker_id = models.BigIntegerField()
    taker_name = models.CharField(max_length=80)
    from_on = models.DateField()
    to_on = models.DateField()
    reason = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(giver_id=models.F("taker_id")), name="deputy_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")), name="deputy_period"
            ),
        ]
        indexes = [
            models.Index(fields=["taker_id", "to_on"], name="deputy_taker"),
            models.Index(fields=["giver_id", "-made_at"], name="deputy_giver"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} {self.taker_id}"
