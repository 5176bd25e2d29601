"""Reads of suitability."""

from yinqiao.compliance.suitability.queries.answers import (
    SuitabilityAnswer,
    offered_products,
    recommendable,
    sale_refusal,
    shelf_for,
    suitability,
    suitability_of_many,
    suitable_products,
)
from yinqiao.compliance.suitability.queries.evidence import (
    EvidenceRow,
    evidence_of,
    evidence_told,
    steps_proven,
)
from yinqiao.compliance.suitability.queries.licences import (
    LicenceFilter,
    LicenceRow,
    licence,
    licence_list,
    licence_rows,
    licences_ending,
)
from yinqiao.compliance.suitability.queries.many import (
    SuitedFrames,
    licences_of_sellers,
    suited_frames,
)
from yinqiao.compliance.suitability.queries.papers import (
    PaperCard,
    PaperRow,
    paper_card,
    paper_in_force,
    paper_list,
    paper_rows,
    sample_paper,
)
from yinqiao.compliance.suitability.queries.sittings import (
    SittingCard,
    sitting_card,
    sitting_of_assessment,
    sittings,
)
from yinqiao.compliance.suitability.queries.standing import (
    BuyerStanding,
    MarkRow,
    buyer_standing,
)
from yinqiao.compliance.suitability.queries.words import (
    Reason,
)

__all__ = [
    "BuyerStanding",
    "EvidenceRow",
    "LicenceFilter",
    "LicenceRow",
    "MarkRow",
    "PaperCard",
    "PaperRow",
    "Reason",
    "SittingCard",
    "SuitabilityAnswer",
    "SuitedFrames",
    "buyer_standing",
    "evidence_of",
    "evidence_told",
    "licence",
    "licence_list",
    "licence_rows",
    "licences_ending",
    "licences_of_sellers",
    "offered_products",
    "paper_card",
    "paper_in_force",
    "paper_list",
    "paper_rows",
    "recommendable",
    "sale_refusal",
    "sample_paper",
    "shelf_for",
    "sitting_card",
    "sitting_of_assessment",
    "sittings",
    "steps_proven",
    "suitability",
    "suitability_of_many",
    "suitable_products",
    "suited_frames",
]
