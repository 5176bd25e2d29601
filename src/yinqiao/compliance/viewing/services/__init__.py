"""Writes of viewing."""

from yinqiao.compliance.viewing.services.answering import AlertAnswered, judge_alert
from yinqiao.compliance.viewing.services.checking import (
    AlreadyChecked,
    check_reveal,
    escalate_checks,
)
from yinqiao.compliance.viewing.services.drawing import draw_day, draw_missing
from yinqiao.compliance.viewing.services.emergencies import (
    AlreadyReviewed,
    EmergenciesSpent,
    break_glass,
    escalate_reviews,
    review_emergency,
)
from yinqiao.compliance.viewing.services.exempting import (
    EXEMPTION_KIND,
    ExemptionOrder,
    apply_exemption,
    request_exemption,
    review_exemption,
)
from yinqiao.compliance.viewing.services.marking import (
    AlreadyMarked,
    mark_customer,
    unmark_customer,
)
from yinqiao.compliance.viewing.services.watching import watch_day, watch_missing, watcher

__all__ = [
    "EXEMPTION_KIND",
    "AlertAnswered",
    "AlreadyChecked",
    "AlreadyMarked",
    "AlreadyReviewed",
    "EmergenciesSpent",
    "ExemptionOrder",
    "apply_exemption",
    "break_glass",
    "check_reveal",
    "draw_day",
    "draw_missing",
    "escalate_checks",
    "escalate_reviews",
    "judge_alert",
    "mark_customer",
    "request_exemption",
    "review_emergency",
    "review_exemption",
    "unmark_customer",
    "watch_day",
    "watch_missing",
    "watcher",
]
