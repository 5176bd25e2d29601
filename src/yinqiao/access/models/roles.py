"""Roles, their permission sets, and who holds them over what reach of data."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from yinqiao.access.choices import RoleKind, ScopeKind
from yinqiao.access.models.users import User
from yinqiao.organization.choices import PostKind


class DateRange(Func):
    """``daterange(from, to, '[)')``: ends are exclusive, an absent end is open."""

    function = "DATERANGE"


class Role(models.Model):
    """A named set of permissions. `name` of a built-in role is a gettext msgid; a bank's own role has any name."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("duty"), max_length=10, choices=RoleKind.choices)
    scope = models.CharField(_("usual reach"), max_length=15, choices=ScopeKind.choices)
    clearances = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name=_("clearances")
    )
    is_builtin = models.BooleanField(_("built in"), default=False, editable=False)
    order = models.PositiveSmallIntegerField(default=100, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["id", "kind"], name="access_role_id_kind"),
            models.CheckConstraint(condition=Q(kind__in=RoleKind.values), name="access_role_kind"),
            models.CheckConstraint(
                condition=Q(kind=RoleKind.BUSINESS) | Q(scope=ScopeKind.NONE),
                name="access_role_admin_has_no_scope",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class RolePermission(models.Model):
    """One permission (``module.verb_thing``) in the set of a role."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="permissions")
    permission = models.CharField(_("permission"), max_length=80)

    class Meta:
        ordering = ["permission"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "permission"], name="access_rolepermission_once"
            )
        ]

    def __str__(self) -> str:
        return self.permission


class PostRole(models.Model):
    """The role that comes with every post of a kind, with its reach counted from the post's unit or line.

    Only business roles come with posts: administrators are named by hand (see the check).
    """

    post_kind = models.CharField(_("post"), max_length=30, choices=PostKind.choices)
    role = models.ForeignKey(Role, models.PROTECT, related_name="posts", verbose_name=_("role"))
    kind = models.CharField(
        max_length=10, choices=RoleKind.choices, default=RoleKind.BUSINESS, editable=False
    )
    scope = models.CharField(_("reach"), max_length=15, choices=ScopeKind.choices)

    class Meta:
        ordering = ["post_kind"]
        constraints = [
            models.UniqueConstraint(fields=["post_kind", "role"], name="access_postrole_once"),
            models.CheckConstraint(
                condition=Q(kind=RoleKind.BUSINESS), name="access_postrole_business_only"
            ),
            models.CheckConstraint(
                condition=Q(scope__in=ScopeKind.values), name="access_postrole_scope"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post_kind} {self.scope}"


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Filters on assignments."""

    def in_force(self, day: date) -> Self:
        """Keep those valid on `day`."""
        return self.filter(Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day))


class RoleAssignment(models.Model):
    """A role given to an account by hand over ``[valid_from, valid_to)``, with a reach.

    `kind` repeats the role's duty (a foreign key over both columns keeps them equal) so that the database itself
    can refuse two duties at a time; see migration 0002.
    """

    user = models.ForeignKey(
        User, models.PROTECT, related_name="assignments", verbose_name=_("user account")
    )
    role = models.ForeignKey(
        Role, models.PROTECT, related_name="assignments", verbose_name=_("role")
    )
    kind = models.CharField(max_length=10, choices=RoleKind.choices, editable=False)
    scope = models.CharField(_("reach"), max_length=15, choices=ScopeKind.choices)
    org = models.ForeignKey(
        "organization.Org",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit"),
    )
    line = models.ForeignKey(
        "organization.BusinessLine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("business line"),
    )
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    granted_at = models.DateTimeField(_("granted at"))
    reason = models.CharField(_("reason"), max_length=200, default="", blank=True)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["user", "role", "valid_from"]
        constraints = [
            ExclusionConstraint(
                name="access_roleassignment_one_duty",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("kind", RangeOperators.NOT_EQUAL),
                    (DateRange("valid_from", "valid_to", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "Business, system, security and audit duties exclude one another."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="access_roleassignment_dates",
            ),
            models.CheckConstraint(
                condition=Q(kind=RoleKind.BUSINESS) | Q(scope=ScopeKind.NONE),
                name="access_roleassignment_admin_no_scope",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=ScopeKind.values), name="access_roleassignment_scope"
            ),
            models.CheckConstraint(
                condition=~Q(scope__in=[ScopeKind.ORG, ScopeKind.ORG_AND_BELOW])
                | Q(org__isnull=False),
                name="access_roleassignment_org_named",
            ),
            models.CheckConstraint(
                condition=~Q(scope=ScopeKind.LINE) | Q(line__isnull=False),
                name="access_roleassignment_line_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} {self.scope}"


class AccessStamp(models.Model):
    """One row whose number grows when a role's permission set changes: cached Actors with an older number are void."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="access_accessstamp_single")]

    def __str__(self) -> str:
        return str(self.number)
