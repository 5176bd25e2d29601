"""The tree of units with its history, and the business lines that cut across it."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from yinqiao.organization.choices import OrgKind


class DateRange(Func):
    """``daterange(from, to, '[)')``: ends are exclusive, an absent end is open."""

    function = "DATERANGE"


class BusinessLine(models.Model):
    """A line of business, such as retail, that runs through many units."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=50)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class OrgQuerySet(models.QuerySet["Org"]):
    """Filters on the tree."""

    def open_on(self, day: date) -> Self:
        """Keep the units that are open on `day`."""
        return self.filter(
            Q(opened_on__isnull=True) | Q(opened_on__lte=day),
            Q(closed_on__isnull=True) | Q(closed_on__gt=day),
        )

    def below(self, org_ids: Iterable[int]) -> Self:
        """Keep the units `org_ids` and everything under them, by the materialised path."""
        return self.filter(path__overlap=list(org_ids))


class Org(models.Model):
    """One unit of the bank, as it is today; `OrgVersion` has what it was called and where it hung before.

    `batch_id` is the import batch that made the row. `region` is a GB/T 2260 code; `path` is the ids from the root to this unit, both included; `level` is its length.
    """

    code = models.CharField(_("unit code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    short_name = models.CharField(_("short name"), max_length=40, default="", blank=True)
    pinyin = models.CharField(_("pinyin"), max_length=700, default="", editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=OrgKind.choices)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent unit"),
    )
    path = ArrayField(models.BigIntegerField(), default=list, editable=False)
    level = models.PositiveSmallIntegerField(_("level"), default=1, editable=False)
    region = models.CharField(_("region"), max_length=50, default="", blank=True)
    address = models.CharField(_("address"), max_length=200, default="", blank=True)
    phone = models.CharField(_("phone"), max_length=20, default="", blank=True)
    clearing_no = models.CharField(_("clearing number"), max_length=12, default="", blank=True)
    opened_on = models.DateField(_("opened on"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("merged into"),
    )
    source = models.CharField(_("source"), max_length=20, default="MANUAL", editable=False)
    batch_id = models.BigIntegerField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OrgQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        indexes = [
            GinIndex(fields=["path"], name="organization_org_path"),
            models.Index(fields=["pinyin"], name="organization_org_pinyin"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrgKind.values), name="organization_org_kind"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True)
                | Q(opened_on__isnull=True)
                | Q(closed_on__gte=F("opened_on")),
                name="organization_org_dates",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="organization_org_not_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(kind=OrgKind.HEAD_OFFICE),
                name="organization_org_root_is_head_office",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=OrgKind.HEAD_OFFICE),
                name="organization_org_one_head_office",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrgVersion(models.Model):
    """Name, kind and parent of a unit over ``[valid_from, valid_to)``: history survives moves and mergers."""

    org = models.ForeignKey(Org, models.PROTECT, related_name="versions")
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=20, choices=OrgKind.choices)
    parent = models.ForeignKey(Org, models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    known_at = models.DateTimeField(_("recorded at"))
    reason = models.CharField(_("reason"), max_length=200, default="", blank=True)

    class Meta:
        ordering = ["org", "valid_from"]
        constraints = [
            ExclusionConstraint(
                name="organization_orgversion_no_overlap",
                expressions=[
                    ("org", RangeOperators.EQUAL),
                    (DateRange("valid_from", "valid_to", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="organization_orgversion_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"


class TreeStamp(models.Model):
    """One row whose number grows with every change of the tree, so that flattened scopes know when they are stale."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="organization_treestamp_single")
        ]

    def __str__(self) -> str:
        return str(self.number)
