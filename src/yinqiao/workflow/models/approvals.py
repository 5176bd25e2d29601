"""An approval: who asked for what, who decided, until when."""

from django.db import models

from yinqiao.workflow.choices import State


class Approval(models.Model):
    """One request of a registered kind. `payload` is what `apply` gets; it holds no clear personal data."""

    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    summary = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    org_id = models.BigIntegerField(null=True)
    permission = models.CharField(max_length=60)
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
