"""Approvals, and announcements with who has read them."""

from yinqiao.workflow.models.announcements import Announcement, AnnouncementRead
from yinqiao.workflow.models.approvals import Approval

__all__ = ["Announcement", "AnnouncementRead", "Approval"]
