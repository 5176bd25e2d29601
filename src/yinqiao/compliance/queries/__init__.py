"""Reads of compliance: what a customer allowed, bears and lacks; and who looked at what is kept from sight."""

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
    "Diligence",
    "StandingGrant",
    "access_lines",
    "compliance",
    "sensitive_access",
    "standing_grants",
    "verb_title",
]
