"""Pure decisions of due diligence: what is missing, how risky, when again, and where three records of owners differ."""

from yinqiao.compliance.diligence.rules.clocks import (
    ESCALATED,
    is_told,
    next_review,
    read_months,
    stages_reached,
)
from yinqiao.compliance.diligence.rules.grading import (
    FactorScore,
    Proposal,
    direct_high,
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

__all__ = [
    "ESCALATED",
    "Document",
    "FactorScore",
    "ItemRule",
    "OwnerDifference",
    "Proposal",
    "applies",
    "direct_high",
    "document_problems",
    "is_told",
    "missing",
    "next_review",
    "owner_differences",
    "proposal",
    "read_bands",
    "read_months",
    "read_weights",
    "stages_reached",
]
