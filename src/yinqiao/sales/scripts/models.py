"""A script, its versions, and that it was used."""

from django.db import models
from django.db.models import F, Q

from yinqiao.customers.choices import Tier
from yinqiao.sales.scripts.choices import Appetite, Objection, State


class Script(models.Model):
    """What a script is for; what is empty is for everybody. `tag` is the code of a customer tag."""

    code = models.CharField(max_length=20, unique=True)
    title = models.CharField(max_length=60)
    product_class = models.CharField(max_length=12, blank=True)
    tier = models.CharField(max_length=16, choices=Tier, blank=True)
    objection = models.CharField(max_length=12, choices=Objection, blank=True)
    appetite = models.CharField(max_length=12, choices=Appetite, blank=True)
    tag = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "scripts_script"

    def __str__(self) -> str:
        return self.code


class ScriptVersion(models.Model):
    """The words, from a day to their last. What was reviewed is never changed: a new version follows."""

    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=700)
    state = models.CharField(max_length=10, choices=State)
    effective_from = models.DateField()
    expires_on = models.DateField()
    written_at = models.DateTimeField()
    written_by_id = models.BigIntegerField()
    written_by_name = models.CharField(max_length=80)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_id = models.BigIntegerField(null=True)
    reviewed_by_name = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    approval_id = models.BigIntegerField(null=True)

    class Meta:
        db_table = "scripts_version"
        constraints = [
            models.UniqueConstraint(fields=["script", "number"], name="script_version_once"),
            models.UniqueConstraint(
                fields=["script"], condition=Q(state=State.WAITING), name="script_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gte=F("effective_from")), name="script_version_period"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED)
                | (Q(reviewed_by_id__isnull=False) & ~Q(reviewed_by_id=F("written_by_id"))),
                name="script_version_two_people",
            ),
        ]
        indexes = [models.Index(fields=["state", "expires_on"], name="script_version_in_force")]

    def __str__(self) -> str:
        return f"{self.script_id} v{self.number}"


class ScriptUse(models.Model):
    """That somebody used a version with a customer; what came of it is read from the opportunity."""

    version = models.ForeignKey(
        ScriptVersion, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    customer_id = models.BigIntegerField()
    opportunity_id = models.BigIntegerField()
    contact_record_id = models.BigIntegerField(null=True)
    is_reached = models.BooleanField(default=False)
    staff_id = models.BigIntegerField()
    staff_name = models.CharField(max_length=80)
    on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        db_table = "scripts_use"
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity_id", "version", "staff_id", "on"], name="script_use_once_a_day"
            )
        ]
        indexes = [
            models.Index(fields=["version"], name="script_use_version"),
            models.Index(fields=["customer_id"], name="script_use_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.on}"
