"""An announcement to the people of a unit and below, and who has read it (D16)."""

from django.db import models

from yinqiao.workflow.choices import Weight


class Announcement(models.Model):
    """What somebody tells the people of `org` and of everything below it (none: the whole bank), from a day up to and with another.

    It is never changed: a wrong one is withdrawn and a new one is made.
    """

    title = models.CharField(max_length=80)
    text = models.CharField(max_length=4000)
    weight = models.CharField(max_length=9, choices=Weight, default=Weight.PLAIN)
    org = models.ForeignKey(
        "organization.Org", on_delete=models.PROTECT, null=True, related_name="+"
    )
    from_on = models.DateField()
    to_on = models.DateField()
    made_by_id = models.BigIntegerField()
    made_by_name = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_on__gte=models.F("from_on")), name="announcement_span"
            )
        ]
        indexes = [models.Index(fields=["org", "-from_on"], name="announcement_org")]

    def __str__(self) -> str:
        return str(self.title)


class AnnouncementRead(models.Model):
    """That a person confirmed that she has read it, once."""

    announcement = models.ForeignKey(
        Announcement, on_delete=models.PROTECT, related_name="reads", db_index=False
    )
    staff_id = models.BigIntegerField()
    read_at = models.DateTimeField()

    class Meta:
        db_table = "workflow_announcement_read"
        constraints = [
            models.UniqueConstraint(
                fields=["announcement", "staff_id"], name="announcement_read_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.announcement_id} {self.staff_id}"
