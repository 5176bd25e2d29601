"""Values that an administrator set, each from a day on; the first value of a parameter stands in its definition."""

from django.db import models


class ParameterValue(models.Model):
    """`value` is in force from `effective_from` until a later row of the same key."""

    key = models.CharField(max_length=100)
    value = models.JSONField()
    effective_from = models.DateField()
    reason = models.TextField()
    set_by_id = models.BigIntegerField(null=True)
    set_by_name = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        db_table = "parameters_value"
        constraints = [
            models.UniqueConstraint(
                fields=["key", "effective_from", "set_at"], name="parameter_once_a_moment"
            )
        ]
        indexes = [
            models.Index(fields=["key", "-effective_from", "-set_at"], name="parameter_in_force")
        ]

    def __str__(self) -> str:
        return f"{self.key} from {self.effective_from}"
