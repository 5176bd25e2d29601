"""Reads of approvals."""

from yinqiao.workflow.queries.approvals import (
    ApprovalCard,
    ApprovalRow,
    DecisionNotice,
    Grant,
    approval_card,
    approval_label,
    approval_list,
    approval_rows,
    granted,
    is_visible,
    open_request,
    outcomes,
    recent_decisions,
    waiting_count,
)

__all__ = [
    "ApprovalCard",
    "ApprovalRow",
    "DecisionNotice",
    "Grant",
    "approval_card",
    "approval_label",
    "approval_list",
    "approval_rows",
    "granted",
    "is_visible",
    "open_request",
    "outcomes",
    "recent_decisions",
    "waiting_count",
]
