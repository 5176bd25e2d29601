"""Greetings of the bank: one a customer, occasion and year."""

from django.db import models

from yinqiao.interactions.greetings.choices import GreetingState, Occasion


class Greeting(models.Model):
    """Planned on its `day`, then sent, withheld with a reason, or failed after some attempts. `text_version` is the day from which the text was in force."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    occasion = models.CharField(max_length=16, choices=Occasion)
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    channel = models.CharField(max_length=10, blank=True, default="")
    text = models.CharField(max_length=200, blank=True, default="")
    text_version = models.CharField(max_length=10, blank=True, default="")
    state = models.CharField(max_length=8, choices=GreetingState, default=GreetingState.PLANNED)
    reason = models.CharField(max_length=200, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    planned_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "interactions_greeting"
        constraints = [
            models.UniqueConstraint(fields=["customer", "occasion", "year"], name="greeting_once")
        ]
        indexes = [
            models.Index(fields=["day", "state", "id"], name="greeting_queue"),
            models.Index(fields=["state", "-planned_at", "-id"], name="greeting_list"),
        ]

    def __str__(self) -> str:
        return f"{self.occasion} {self.year}"
