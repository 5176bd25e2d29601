"""When loans were overdue: the source tells the state of a day, this keeps the spells."""

from django.db import models


class OverdueSpell(models.Model):
    """One loan overdue without a day in between, from `started_on` until it was seen paid up on `ended_on`; written by the batch only.

    `longest_days` is the most that the source said within it, `seen_on` the last data date on which it was overdue.
    """

    loan_id = models.BigIntegerField()
    customer_id = models.BigIntegerField()
    started_on = models.DateField()
    seen_on = models.DateField()
    ended_on = models.DateField(null=True)
    longest_days = models.PositiveIntegerField()

    class Meta:
        db_table = "holdings_overdue_spell"
        constraints = [
            models.UniqueConstraint(
                fields=["loan_id"],
                condition=models.Q(ended_on__isnull=True),
                name="overdue_spell_open",
            )
        ]
        indexes = [
            models.Index(fields=["customer_id", "-started_on"], name="overdue_spell_customer")
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.started_on}"
