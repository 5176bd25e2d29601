"""Acts under dual control (双人复核): asked for by one security administrator, agreed to by another, then done once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yinqiao.access.choices import ActKind
from yinqiao.access.models.roles import Role
from yinqiao.access.models.users import User


class DualAct(models.Model):
    """One act, in all its `details` (JSON-plain, what the service gets); `facts` are the same in words, for the second person.

    Nothing happens when it is granted: the maker does it while the grant holds, and `used_at` spends it.
    """

    kind = models.CharField(_("act"), max_length=10, choices=ActKind.choices)
    details = models.JSONField()
    facts = models.JSONField(default=list)
    summary = models.CharField(_("matter"), max_length=200)
    reason = models.CharField(_("reason"), max_length=200)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    role = models.ForeignKey(Role, models.PROTECT, null=True, related_name="+")
    maker = models.ForeignKey(User, models.PROTECT, related_name="+")
    maker_name = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    approval_id = models.BigIntegerField(null=True, unique=True)
    granted_at = models.DateTimeField(null=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    granted_by_name = models.CharField(max_length=80, blank=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["maker", "-made_at"], name="access_dualact_maker")]
        constraints = [
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=models.F("maker")),
                name="access_dualact_two_people",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(granted_at__isnull=False),
                name="access_dualact_granted_first",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ActKind.values), name="access_dualact_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.summary}"
