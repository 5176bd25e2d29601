"""Pure decisions of due diligence: what is missing, how risky, when again, and where three records of owners differ."""

from yinqiao.compliance.diligence.rules.clocks import (
    ESCALATED,
    is_told,
    next_review,
    read_months,
    stages_reached,
)
from yinqiao.compliance.diligence.rules.grading import (
    HIGH,
    OFFICIAL,
    FactorScore,
    Proposal,
    direct_high,
    grade_of,
    proposal,
    read_bands,
    read_weights,
)
from yinqiao.compliance.diligence.rules.items import (
    Document,
    ItemRule,
    applies,
    document_problems,
    missing,
)
from yinqiao.compliance.diligence.rules.owners import OwnerDifference, owner_differences
from yinqiao.compliance.diligence.rules.sales import YUAN, SaleThresholds, needs_diligence

__all__ = [
    "ESCALATED",
    "HIGH",
    "OFFICIAL",
    "YUAN",
    "Document",
    "FactorScore",
    "ItemRule",
    "OwnerDifference",
    "Proposal",
    "SaleThresholds",
    "applies",
    "direct_high",
    "document_problems",
    "grade_of",
    "is_told",
    "missing",
    "needs_diligence",
    "next_review",
    "owner_differences",
    "proposal",
    "read_bands",
    "read_months",
    "read_weights",
    "stages_reached",
]
