"""Writes of privacy."""

from yinqiao.compliance.privacy.services.assessments import (
    KIND as ASSESSMENT_KIND,
)
from yinqiao.compliance.privacy.services.assessments import (
    AssessmentDetails,
    AssessmentFixed,
    apply_signature,
    ask_for_signature,
    draft_assessment,
    refuse_assessment,
    withdraw_assessment,
)
from yinqiao.compliance.privacy.services.holds import (
    HoldEnded,
    HoldPlacement,
    end_legal_hold,
    place_legal_hold,
    review_legal_hold,
)
from yinqiao.compliance.privacy.services.on_request import (
    REQUEST_JOB,
    RelationEnd,
    begin_request,
    erase_request,
    relation_end,
)
from yinqiao.compliance.privacy.services.outside import OUTSIDE_JOB, clear_outside
from yinqiao.compliance.privacy.services.retention import (
    COUNT_JOB,
    ERASE_JOB,
    TRY_JOB,
    RunNotThere,
    RunOpen,
    apply_run,
    ask_for_run,
    drop_run,
    propose_monthly,
    propose_run,
    refuse_run,
    try_run,
)
from yinqiao.compliance.privacy.services.retention import (
    KIND as RETENTION_KIND,
)
from yinqiao.compliance.privacy.services.reviews import begin_review, close_review
from yinqiao.compliance.privacy.services.running import attempt, count, erase

__all__ = [
    "ASSESSMENT_KIND",
    "COUNT_JOB",
    "ERASE_JOB",
    "OUTSIDE_JOB",
    "REQUEST_JOB",
    "RETENTION_KIND",
    "TRY_JOB",
    "AssessmentDetails",
    "AssessmentFixed",
    "HoldEnded",
    "HoldPlacement",
    "RelationEnd",
    "RunNotThere",
    "RunOpen",
    "apply_run",
    "apply_signature",
    "ask_for_run",
    "ask_for_signature",
    "attempt",
    "begin_request",
    "begin_review",
    "clear_outside",
    "close_review",
    "count",
    "draft_assessment",
    "drop_run",
    "end_legal_hold",
    "erase",
    "erase_request",
    "place_legal_hold",
    "propose_monthly",
    "propose_run",
    "refuse_assessment",
    "refuse_run",
    "relation_end",
    "review_legal_hold",
    "try_run",
    "withdraw_assessment",
]
