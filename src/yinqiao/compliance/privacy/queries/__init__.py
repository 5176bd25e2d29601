"""Reads of privacy."""

from yinqiao.compliance.privacy.queries.answers import Erasure, Review, erasure_of, review_of
from yinqiao.compliance.privacy.queries.assessments import (
    ActivityRow,
    AssessmentRow,
    activity_rows,
    assessment,
    assessment_list,
    assessment_rows,
    ending,
    refusal,
)
from yinqiao.compliance.privacy.queries.holds import (
    LegalHoldRow,
    holds_due,
    is_held,
    legal_hold,
    legal_hold_rows,
    legal_holds,
)
from yinqiao.compliance.privacy.queries.runs import (
    RunCard,
    RunLine,
    RunRow,
    Term,
    run_card,
    run_list,
    run_rows,
    terms_in_force,
)

__all__ = [
    "ActivityRow",
    "AssessmentRow",
    "Erasure",
    "LegalHoldRow",
    "Review",
    "RunCard",
    "RunLine",
    "RunRow",
    "Term",
    "activity_rows",
    "assessment",
    "assessment_list",
    "assessment_rows",
    "ending",
    "erasure_of",
    "holds_due",
    "is_held",
    "legal_hold",
    "legal_hold_rows",
    "legal_holds",
    "refusal",
    "review_of",
    "run_card",
    "run_list",
    "run_rows",
    "terms_in_force",
]
