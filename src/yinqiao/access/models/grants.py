"""Access outside the usual reach: time-boxed grants for one customer, and tokens for programs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yinqiao.access.models.users import User


class AccessGrant(models.Model):
    """Leave for one person to see one customer over ``[valid_from, until)``, given by somebody else with a reason.

    Without `approver` the person took it herself in an emergency; compliance reviews each (`compliance.viewing`).
    """

    staff = models.ForeignKey("organization.Staff", models.PROTECT, related_name="+")
    customer_id = models.BigIntegerField(db_index=True)
    valid_from = models.DateTimeField(_("from"))
    until = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    approver = models.ForeignKey("organization.Staff", models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        ordering = ["-valid_from"]
        indexes = [models.Index(fields=["staff", "until"], name="access_accessgrant_staff")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approver=F("staff")), name="access_accessgrant_two_people"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("valid_from")), name="access_accessgrant_times"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} → {self.customer_id}"


class ApiToken(models.Model):
    """A secret for the REST API: only its SHA-256 is kept. `scopes` are the permissions it may use, at most the account's own."""

    user = models.ForeignKey(User, models.PROTECT, related_name="tokens")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(_("begins with"), max_length=12)
    scopes = ArrayField(models.CharField(max_length=80), verbose_name=_("permissions"))
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    last_used_at = models.DateTimeField(_("last used at"), null=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.hint}…)"
