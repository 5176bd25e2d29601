"""A merger of two units that two people agreed to: when it takes effect, how far it has come."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yinqiao.organization.choices import MergerState
from yinqiao.organization.models.orgs import Org

UNDER_WAY = (MergerState.PLANNED, MergerState.RUNNING)


class OrgMerger(models.Model):
    """`org` goes into `into` on the day `on`. `counted` is what there was when it was agreed to, `moved` what was moved, by part."""

    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name=_("unit"))
    into = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name=_("merged into"))
    on = models.DateField(_("from"))
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(max_length=10, choices=MergerState, default=MergerState.PLANNED)
    maker_id = models.BigIntegerField()
    maker_name = models.CharField(max_length=80)
    checker_id = models.BigIntegerField()
    checker_name = models.CharField(max_length=80)
    agreed_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    counted = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["org"], condition=Q(state__in=UNDER_WAY), name="orgmerger_of_a_unit_once"
            ),
            models.CheckConstraint(condition=~Q(org=F("into")), name="orgmerger_of_two_units"),
            models.CheckConstraint(
                condition=~Q(maker_id=F("checker_id")), name="orgmerger_by_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_id} → {self.into_id} {self.on}"
