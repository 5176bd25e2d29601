"""Pages of approvals and announcements."""

from yinqiao.workflow.views.announcements import (
    AnnouncementBlock,
    AnnouncementList,
    AnnouncementPage,
    NewAnnouncement,
    confirm,
    withdraw_announcement,
)
from yinqiao.workflow.views.approvals import (
    ApprovalList,
    ApprovalPage,
    OwnDecisions,
    OwnRequests,
    batch,
    decide,
    withdraw,
)

__all__ = [
    "AnnouncementBlock",
    "AnnouncementList",
    "AnnouncementPage",
    "ApprovalList",
    "ApprovalPage",
    "NewAnnouncement",
    "OwnDecisions",
    "OwnRequests",
    "batch",
    "confirm",
    "decide",
    "withdraw",
    "withdraw_announcement",
]
