"""People who work for the bank and the posts they hold. No private data of staff is kept (no mobile, no ID number)."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yinqiao.organization.choices import PostKind, StaffStatus
from yinqiao.organization.models.orgs import BusinessLine, DateRange, Org


class StaffQuerySet(models.QuerySet["Staff"]):
    """Filters on staff."""

    def working_on(self, day: date) -> Self:
        """Keep those who may work on `day`: active and not past their last day."""
        return self.filter(
            Q(status=StaffStatus.ACTIVE), Q(left_on__isnull=True) | Q(left_on__gt=day)
        )


class Staff(models.Model):
    """One person on the pay-roll; `supervisor` is chased when this person is late. `left_on` is the first day on which the person is gone.

    `version` grows with every change of the row or of its posts: it guards edits and tells `access` to look again.
    """

    staff_no = models.CharField(_("staff number"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    pinyin = models.CharField(_("pinyin"), max_length=450, default="", editable=False)
    org = models.ForeignKey(Org, models.PROTECT, related_name="staff", verbose_name=_("unit"))
    status = models.CharField(
        _("status"), max_length=10, choices=StaffStatus.choices, default=StaffStatus.ACTIVE
    )
    supervisor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supervisor"),
    )
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=20, default="MANUAL", editable=False)
    batch_id = models.BigIntegerField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = StaffQuerySet.as_manager()

    class Meta:
        ordering = ["pinyin", "id"]
        verbose_name = _("staff member")
        indexes = [
            models.Index(fields=["pinyin", "id"], name="organization_staff_pinyin"),
            models.Index(fields=["name"], name="organization_staff_name"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=StaffStatus.values), name="organization_staff_status"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=F("joined_on")),
                name="organization_staff_dates",
            ),
            models.CheckConstraint(
                condition=~Q(status=StaffStatus.LEFT) | Q(left_on__isnull=False),
                name="organization_staff_left_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.staff_no}"


class Post(models.Model):
    """What a person does in a unit over ``[valid_from, valid_to)``; one may hold posts in several units, one of them main."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    org = models.ForeignKey(Org, models.PROTECT, related_name="posts", verbose_name=_("unit"))
    kind = models.CharField(_("post"), max_length=30, choices=PostKind.choices)
    line = models.ForeignKey(
        BusinessLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("business line"),
    )
    title = models.CharField(_("title"), max_length=40, default="", blank=True)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("to"), null=True, blank=True)
    is_main = models.BooleanField(_("main post"), default=True)
    source = models.CharField(_("source"), max_length=20, default="MANUAL", editable=False)
    batch_id = models.BigIntegerField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["staff", "-is_main", "valid_from"]
        indexes = [models.Index(fields=["org", "kind"], name="organization_post_org_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PostKind.values), name="organization_post_kind"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="organization_post_dates",
            ),
            ExclusionConstraint(
                name="organization_post_one_main",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_main=True),
            ),
            ExclusionConstraint(
                name="organization_post_no_repeat",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    ("org", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.valid_from}"

    def holds_on(self, day: date) -> bool:
        """Tell whether the post is held on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
