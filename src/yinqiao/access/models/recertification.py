"""The quarterly recertification: which role of whom stood before which head, and what she said (D38)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yinqiao.access.choices import RoleAnswer, RoleOrigin, ScopeKind
from yinqiao.access.models.roles import Role, RoleAssignment
from yinqiao.access.models.users import User


class Recertification(models.Model):
    """One round over all accounts. `is_cutting`: roles given by hand that nobody confirmed end with it."""

    title = models.CharField(_("title"), max_length=80)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by_name = models.CharField(max_length=80)
    due_on = models.DateField(_("answer by"))
    is_cutting = models.BooleanField(default=False)
    closed_at = models.DateTimeField(_("closed at"), null=True)

    class Meta:
        ordering = ["-opened_at"]

    def __str__(self) -> str:
        return self.title


class RecertificationItem(models.Model):
    """A role that somebody held when the round was opened, and what her head said to it. Without `head_id` a security administrator answers.

    Names and reach are those of that moment: the answer was given to them.
    """

    recertification = models.ForeignKey(
        Recertification, models.PROTECT, related_name="items", db_index=False
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+")
    staff_id = models.BigIntegerField(null=True)
    staff_name = models.CharField(_("name"), max_length=100)
    org_name = models.CharField(_("unit"), max_length=100, blank=True)
    role = models.ForeignKey(Role, models.PROTECT, related_name="+", db_index=False)
    origin = models.CharField(max_length=4, choices=RoleOrigin.choices)
    post_kind = models.CharField(max_length=30, blank=True)
    assignment = models.ForeignKey(
        RoleAssignment, models.PROTECT, null=True, related_name="+", db_index=False
    )
    scope = models.CharField(max_length=15, choices=ScopeKind.choices)
    place = models.CharField(max_length=100, blank=True)
    head_id = models.BigIntegerField(null=True)
    head_name = models.CharField(max_length=80, blank=True)
    answer = models.CharField(max_length=10, choices=RoleAnswer.choices, default=RoleAnswer.WAITING)
    note = models.CharField(_("reason"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_by_name = models.CharField(max_length=80, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "access_recertification_item"
        constraints = [
            models.CheckConstraint(
                condition=~Q(answered_by_id=F("staff_id")), name="recertification_by_another"
            ),
            models.CheckConstraint(
                condition=(Q(origin=RoleOrigin.HAND) & Q(assignment__isnull=False))
                | (Q(origin=RoleOrigin.POST) & Q(assignment__isnull=True)),
                name="recertification_origin",
            ),
        ]
        indexes = [
            models.Index(
                fields=["recertification", "answer", "id"], name="recertification_progress"
            ),
            models.Index(
                fields=["head_id", "id"],
                name="recertification_waiting",
                condition=Q(answer=RoleAnswer.WAITING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role_id}"
