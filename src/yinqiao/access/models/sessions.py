"""Signed-in sessions, counts of failed sign-ins, and past passwords."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yinqiao.access.choices import GuardKind, SessionEnd
from yinqiao.access.models.users import User


class LoginSession(models.Model):
    """One stay in the system, from sign-in to its end; at most one open per account."""

    user = models.ForeignKey(User, models.PROTECT, related_name="login_sessions")
    started_at = models.DateTimeField(_("started at"))
    last_seen_at = models.DateTimeField(_("last seen at"))
    ip = models.GenericIPAddressField(_("network address"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    end_reason = models.CharField(
        _("end"), max_length=12, choices=SessionEnd.choices, default="", blank=True
    )

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["user", "-started_at"], name="access_loginsession_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_at__isnull=True),
                name="access_loginsession_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.started_at:%Y-%m-%d %H:%M}"


class SignInGuard(models.Model):
    """Failed tries in a row for one account name or one network address, known or not, and until when it is locked.

    `digest` is the SHA-256 of the name or address: names are typed by anyone, passwords among them.
    """

    kind = models.CharField(max_length=10, choices=GuardKind.choices)
    digest = models.CharField(max_length=64)
    failures = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="access_signinguard_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.failures}"


class PasswordHistory(models.Model):
    """A hash that was in use, kept so that the last few cannot come back."""

    user = models.ForeignKey(User, models.CASCADE, related_name="past_passwords")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-id"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.set_at:%Y-%m-%d}"
