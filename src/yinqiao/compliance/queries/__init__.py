"""Reads of compliance: what a customer allowed, bears and lacks, whether she may be contacted; and who looked at what is kept from sight."""

from yinqiao.compliance.queries.contact import (
    ContactCard,
    ContactDecision,
    contact_card,
    contact_decisions,
)
from yinqiao.compliance.queries.panel import (
    AssessmentRow,
    Compliance,
    ConsentRow,
    Diligence,
    compliance,
    current_assessment,
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

__all__ = [
    "AccessLine",
    "AccessWanted",
    "AssessmentRow",
    "Compliance",
    "ConsentRow",
    "ContactCard",
    "ContactDecision",
    "Diligence",
    "StandingGrant",
    "access_lines",
    "assessments_waiting",
    "compliance",
    "consents_told",
    "contact_card",
    "contact_decisions",
    "current_assessment",
    "sensitive_access",
    "standing_grants",
    "verb_title",
]
