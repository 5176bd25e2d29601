"""Accounts. One account a person; service accounts stand for programs and have no staff member."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Looks up accounts by their natural key; accounts are made by `services.create_account`."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account with this user name, in the exact spelling."""
        return self.get(username=username)


class User(AbstractBaseUser):
    """An account. Its name is the staff number, so that audit and HR speak of the same person.

    `access_version` grows with every change of what the account may do; a cached Actor with an older number is void.
    """

    username = models.CharField(_("user name"), max_length=64, unique=True)
    staff = models.OneToOneField(
        "organization.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("staff member"),
    )
    label = models.CharField(_("label"), max_length=100, default="", blank=True)
    is_active = models.BooleanField(_("enabled"), default=True)
    is_service = models.BooleanField(_("service account"), default=False)
    is_demo = models.BooleanField(_("demo account"), default=False, editable=False)
    must_change_password = models.BooleanField(_("must change password"), default=True)
    password_changed_at = models.DateTimeField(_("password changed at"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"))
    access_version = models.PositiveIntegerField(default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["username"]
        verbose_name = _("user account")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_service=False, staff__isnull=False)
                | Q(is_service=True, staff__isnull=True),
                name="access_user_person_or_service",
            )
        ]

    def __str__(self) -> str:
        return self.username
