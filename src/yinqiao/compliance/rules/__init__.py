"""Pure rules of consent, assessment and contact."""

from yinqiao.compliance.rules.caps import Cap, is_counted, read_cap, silent_until
from yinqiao.compliance.rules.causes import CODES, STEPS, Cause, Decision, Step
from yinqiao.compliance.rules.consent import ConsentFacts, Usability, standing, usability
from yinqiao.compliance.rules.contact import (
    REVIEW,
    SUITABILITY,
    Finding,
    Outcome,
    decide,
    decide_offer,
    explain,
)
from yinqiao.compliance.rules.diligence import assessment_days_left, missing_items
from yinqiao.compliance.rules.facts import Answer, Contact, CustomerFacts, Hold, Limits, Slot
from yinqiao.compliance.rules.filters import INSURANCE
from yinqiao.compliance.rules.hours import Window, WindowKind, midnight, read_window
from yinqiao.compliance.rules.provinces import (
    province_of,
    read_province_days,
    read_province_window,
)
from yinqiao.compliance.rules.purposes import place_of
from yinqiao.compliance.rules.requests import (
    Clock,
    clock_of,
    is_kept,
    kept_until,
    may_follow,
    objection_clock,
)

__all__ = [
    "CODES",
    "INSURANCE",
    "REVIEW",
    "STEPS",
    "SUITABILITY",
    "Answer",
    "Cap",
    "Cause",
    "Clock",
    "ConsentFacts",
    "Contact",
    "CustomerFacts",
    "Decision",
    "Finding",
    "Hold",
    "Limits",
    "Outcome",
    "Slot",
    "Step",
    "Usability",
    "Window",
    "WindowKind",
    "assessment_days_left",
    "clock_of",
    "decide",
    "decide_offer",
    "explain",
    "is_counted",
    "is_kept",
    "kept_until",
    "may_follow",
    "midnight",
    "missing_items",
    "objection_clock",
    "place_of",
    "province_of",
    "read_cap",
    "read_province_days",
    "read_province_window",
    "read_window",
    "silent_until",
    "standing",
    "usability",
]
