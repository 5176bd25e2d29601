"""Pure rules of consent, assessment and contact."""

from yinqiao.compliance.rules.caps import Cap, is_counted, read_cap
from yinqiao.compliance.rules.consent import ConsentFacts, Usability, standing, usability
from yinqiao.compliance.rules.contact import CODES, Cause, Decision, decide
from yinqiao.compliance.rules.diligence import assessment_days_left, missing_items
from yinqiao.compliance.rules.facts import Contact, CustomerFacts, Hold, Limits, Slot
from yinqiao.compliance.rules.hours import Window, read_window

__all__ = [
    "CODES",
    "Cap",
    "Cause",
    "ConsentFacts",
    "Contact",
    "CustomerFacts",
    "Decision",
    "Hold",
    "Limits",
    "Slot",
    "Usability",
    "Window",
    "assessment_days_left",
    "decide",
    "is_counted",
    "missing_items",
    "read_cap",
    "read_window",
    "standing",
    "usability",
]
