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
from yinqiao.workflow.views.deputies import DeputyList, KindTable, NewDeputy, end_deputy

__all__ = [
    "AnnouncementBlock",
    "AnnouncementList",
    "AnnouncementPage",
    "ApprovalList",
    "ApprovalPage",
    "DeputyList",
    "KindTable",
    "NewAnnouncement",
    "NewDeputy",
    "OwnDecisions",
    "OwnRequests",
    "batch",
    "confirm",
    "decide",
    "end_deputy",
    "withdraw",
    "withdraw_announcement",
]
