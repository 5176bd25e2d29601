"""Tables of the organization."""

from yinqiao.organization.models.calendar import CalendarDay
from yinqiao.organization.models.history import OrganizationHistory
from yinqiao.organization.models.mergers import UNDER_WAY, OrgMerger
from yinqiao.organization.models.orgs import BusinessLine, Org, OrgQuerySet, OrgVersion, TreeStamp
from yinqiao.organization.models.staff import Post, Staff, StaffQuerySet

__all__ = [
    "UNDER_WAY",
    "BusinessLine",
    "CalendarDay",
    "Org",
    "OrgMerger",
    "OrgQuerySet",
    "OrgVersion",
    "OrganizationHistory",
    "Post",
    "Staff",
    "StaffQuerySet",
    "TreeStamp",
]
