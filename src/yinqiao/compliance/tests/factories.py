"""Synthetic consents, holds, contacts, assessments and diligence for tests of this room and of rooms above."""

from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING

from yinqiao.compliance.models import (
    Consent,
    ContactHold,
    ContactSlot,
    DueDiligence,
    RiskAssessment,
)
from yinqiao.customers.tests.factories import KNOWN_FROM, whole_bank

if TYPE_CHECKING:
    from yinqiao.customers.models import Customer

# Tests of rooms above may look at the ledger too.
__all__ = [
    "ContactHold",
    "ContactSlot",
    "make_assessment",
    "make_consent",
    "make_diligence",
    "make_hold",
    "make_slot",
]
_numbers = count(1)


def make_consent(
    customer: "Customer",
    *,
    purpose: str = "MARKETING",
    channel: str = "SMS",
    status: str = "GRANTED",
    text_version: str = "2026-01",
    granted_at: datetime | None = KNOWN_FROM,
    withdrawn_at: datetime | None = None,
    evidence_no: str = "EV-1",
    valid_to: date | None = None,
) -> Consent:
    """Give a consent, with version, time and evidence unless told otherwise."""
    number = next(_numbers)
    with whole_bank():
        return Consent.objects.create(
            customer=customer,
            consent_no=f"CN{number}",
            purpose=purpose,
            channel=channel,
            status=status,
            text_version=text_version,
            granted_at=granted_at,
            withdrawn_at=withdrawn_at,
            evidence_no=evidence_no,
            valid_to=valid_to,
            source="CORE",
            source_key=f"consent-{number}",
            known_from=KNOWN_FROM,
        )


def make_assessment(
    customer: "Customer", grade: str = "C3", *, assessed_on: date, valid_to: date
) -> RiskAssessment:
    """Complete a questionnaire."""
    number = next(_numbers)
    with whole_bank():
        return RiskAssessment.objects.create(
            customer=customer,
            assessment_no=f"RA{number}",
            risk_tolerance=grade,
            assessed_on=assessed_on,
            valid_to=valid_to,
            source="CORE",
            source_key=f"assessment-{number}",
            known_from=KNOWN_FROM,
        )


def make_diligence(
    customer: "Customer",
    *,
    status: str = "INCOMPLETE",
    grade: str = "HIGH",
    level: str = "ENHANCED",
    missing: str = "职业;地址",
    next_review_on: date = date(2027, 1, 1),
) -> DueDiligence:
    """State what the bank knows."""
    with whole_bank():
        return DueDiligence.objects.create(
            customer=customer,
            kyc_level=level,
            kyc_status=status,
            aml_grade=grade,
            reviewed_on=date(2026, 1, 1),
            next_review_on=next_review_on,
            missing_items=missing,
            source="CORE",
            source_key=f"kyc-{next(_numbers)}",
            known_from=KNOWN_FROM,
        )


def make_hold(
    customer: "Customer",
    kind: str = "DO_NOT_DISTURB",
    *,
    starts_at: datetime = KNOWN_FROM,
    ends_at: datetime | None = None,
    campaign: str = "",
) -> ContactHold:
    """Stop marketing to the customer."""
    with whole_bank():
        return ContactHold.objects.create(
            customer=customer,
            kind=kind,
            campaign=campaign,
            source="test",
            source_key=f"hold-{next(_numbers)}",
            reason="客户来电要求",
            starts_at=starts_at,
            ends_at=ends_at,
            placed_at=starts_at,
            placed_by_name="林合规",
        )


def make_slot(
    customer: "Customer",
    *,
    day: date,
    channel: str = "SMS",
    purpose: str = "MARKETING",
    outcome: str = "DONE",
) -> ContactSlot:
    """Contact the customer on a day."""
    with whole_bank():
        return ContactSlot.objects.create(
            customer=customer,
            key=f"slot-{next(_numbers)}",
            purpose=purpose,
            channel=channel,
            day=day,
            reserved_at=KNOWN_FROM,
            reserved_by_name="陈思远",
            outcome=outcome,
            closed_at=None if outcome == "RESERVED" else KNOWN_FROM,
        )
