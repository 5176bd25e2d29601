"""Reads of compliance: what a customer allowed, bears and lacks, whether she may be contacted; and who looked at what is kept from sight."""

from yinqiao.compliance.queries.contact import (
    ContactCard,
    ContactDecision,
    contact_card,
    contact_decisions,
    contact_of,
    shown,
)
from yinqiao.compliance.queries.facts import customer_facts, limits_on
from yinqiao.compliance.queries.panel import (
    AssessmentRow,
    Compliance,
    ConsentRow,
    Diligence,
    compliance,
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
    "compliance",
    "contact_card",
    "contact_decisions",
    "contact_of",
    "customer_facts",
    "limits_on",
    "sensitive_access",
    "shown",
    "standing_grants",
    "verb_title",
]
