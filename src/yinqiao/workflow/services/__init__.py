"""Writes of approvals."""

from yinqiao.workflow.services.announcing import (
    announce,
    confirm_announcement,
    withdraw_announcement,
)
from yinqiao.workflow.services.deciding import (
    BATCH_LIMIT,
    ApprovalClosed,
    BatchItem,
    Refused,
    approve,
    decide_many,
    reject,
    void,
    withdraw,
)
from yinqiao.workflow.services.deputising import MOST_DAYS, end_deputy, name_deputy
from yinqiao.workflow.services.expiring import expire_due
from yinqiao.workflow.services.requesting import request_approval

__all__ = [
    "BATCH_LIMIT",
    "MOST_DAYS",
    "ApprovalClosed",
    "BatchItem",
    "Refused",
    "announce",
    "approve",
    "confirm_announcement",
    "decide_many",
    "end_deputy",
    "expire_due",
    "name_deputy",
    "reject",
    "request_approval",
    "void",
    "withdraw",
    "withdraw_announcement",
]
