"""Pure rules of consent, assessment and contact."""

from yinqiao.compliance.rules.caps import Cap, is_counted, read_cap, silent_until
from yinqiao.compliance.rules.consent import ConsentFacts, Usability, standing, usability
from yinqiao.compliance.rules.contact import CODES, INSURANCE, Cause, Decision, decide
from yinqiao.compliance.rules.diligence import assessment_days_left, missing_items
from yinqiao.compliance.rules.facts import Contact, CustomerFacts, Hold, Limits, Slot
from yinqiao.compliance.rules.hours import Window, midnight, read_window

__all__ = [
    "CODES",
    "INSURANCE",
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
    "midnight",
    "missing_items",
    "read_cap",
    "read_window",
    "silent_until",
    "standing",
    "usability",
]
