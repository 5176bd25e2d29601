"""Pure rules of consent, assessment and contact."""

from yinqiao.compliance.rules.consent import ConsentFacts, Usability, usability
from yinqiao.compliance.rules.diligence import assessment_days_left, missing_items

__all__ = ["ConsentFacts", "Usability", "assessment_days_left", "missing_items", "usability"]
