"""Reads of compliance: what a customer allowed, bears and lacks, whether she may be contacted; and who looked at what is kept from sight."""

from yinqiao.compliance.diligence.queries import file_card as diligence_file
from yinqiao.compliance.diligence.queries import linked_amount, linked_since, undue_sale
from yinqiao.compliance.ports import errands
from yinqiao.compliance.queries.asked import reviewed, unsuited
from yinqiao.compliance.queries.barring import barred
from yinqiao.compliance.queries.book import Citation, ValueUsed
from yinqiao.compliance.queries.catalogue import (
    ColumnEntry,
    TableEntry,
    data_catalogue,
)
from yinqiao.compliance.queries.consents import (
    Cell,
    MatrixRow,
    TextRow,
    Withdrawal,
    WithdrawalFeed,
    consent_matrix,
    consent_texts,
    texts_in_force,
    withdrawals_since,
)
from yinqiao.compliance.queries.contact import (
    ContactCard,
    ContactDecision,
    ContactWanted,
    contact_card,
    contact_decisions,
    contact_decisions_by_way,
    contact_decisions_each,
)
from yinqiao.compliance.queries.holds import (
    HoldRow,
    HoldWanted,
    hold_list,
    hold_row,
    hold_rows,
)
from yinqiao.compliance.queries.many import contact_decisions_of_many, refused_everywhere
from yinqiao.compliance.queries.offers import offer_decision
from yinqiao.compliance.queries.panel import (
    AssessmentRow,
    Compliance,
    ConsentRow,
    Diligence,
    compliance,
    current_assessment,
)
from yinqiao.compliance.queries.precheck import (
    ContactAsked,
    Precheck,
    RuleLine,
    precheck,
    rule_book,
)
from yinqiao.compliance.queries.requests import (
    LETTERS,
    RequestRow,
    RequestWanted,
    alarms,
    request_list,
    request_row,
    request_rows,
)
from yinqiao.compliance.queries.sensitive import (
    AccessLine,
    AccessWanted,
    StandingGrant,
    access_lines,
    sensitive_access,
    standing_grants,
    verb_title,
)
from yinqiao.compliance.queries.told import consents_told
from yinqiao.compliance.queries.waiting import assessments_waiting
from yinqiao.compliance.rules import place_of as purpose_place
from yinqiao.compliance.suitability.queries import (
    BuyerStanding,
    SuitabilityAnswer,
    buyer_standing,
    evidence_of,
    licences_ending,
    paper_in_force,
    recommendable,
    sample_paper,
    shelf_for,
    suitability,
    suitability_of_many,
    suitable_products,
)
from yinqiao.compliance.viewing.queries import AlertFilter, alert_list, checks_before, is_drawn

__all__ = [
    "LETTERS",
    "AccessLine",
    "AccessWanted",
    "AlertFilter",
    "AssessmentRow",
    "BuyerStanding",
    "Cell",
    "Citation",
    "ColumnEntry",
    "Compliance",
    "ConsentRow",
    "ContactAsked",
    "ContactCard",
    "ContactDecision",
    "ContactWanted",
    "Diligence",
    "HoldRow",
    "HoldWanted",
    "MatrixRow",
    "Precheck",
    "RequestRow",
    "RequestWanted",
    "RuleLine",
    "StandingGrant",
    "SuitabilityAnswer",
    "TableEntry",
    "TextRow",
    "ValueUsed",
    "Withdrawal",
    "WithdrawalFeed",
    "access_lines",
    "alarms",
    "alert_list",
    "assessments_waiting",
    "barred",
    "buyer_standing",
    "checks_before",
    "compliance",
    "consent_matrix",
    "consent_texts",
    "consents_told",
    "contact_card",
    "contact_decisions",
    "contact_decisions_by_way",
    "contact_decisions_each",
    "contact_decisions_of_many",
    "current_assessment",
    "data_catalogue",
    "diligence_file",
    "errands",
    "evidence_of",
    "hold_list",
    "hold_row",
    "hold_rows",
    "is_drawn",
    "licences_ending",
    "linked_amount",
    "linked_since",
    "offer_decision",
    "paper_in_force",
    "precheck",
    "purpose_place",
    "recommendable",
    "refused_everywhere",
    "request_list",
    "request_row",
    "request_rows",
    "reviewed",
    "rule_book",
    "sample_paper",
    "sensitive_access",
    "shelf_for",
    "standing_grants",
    "suitability",
    "suitability_of_many",
    "suitable_products",
    "texts_in_force",
    "undue_sale",
    "unsuited",
    "verb_title",
    "withdrawals_since",
]
