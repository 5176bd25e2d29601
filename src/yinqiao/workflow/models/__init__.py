"""Approvals, and announcements with who has read them."""

from yinqiao.workflow.models.announcements import Announcement, AnnouncementRead
from yinqiao.workflow.models.approvals import Approval, ApprovalStep, Deputy

__all__ = ["Announcement", "AnnouncementRead", "Approval", "ApprovalStep", "Deputy"]
