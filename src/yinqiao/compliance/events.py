"""What the compliance room tells the rooms above it."""

from dataclasses import dataclass
from datetime import date

from yinqiao.platform.events.bus import event


@event("compliance.ContactReserved")
@dataclass(frozen=True, slots=True)
class ContactReserved:
    """The gate let a contact through and took its slot."""

    customer_id: int
    slot_id: int
    purpose: str
    channel: str


@event("compliance.ContactClosed")
@dataclass(frozen=True, slots=True)
class ContactClosed:
    """A contact was made, refused by the customer, or not made."""

    customer_id: int
    slot_id: int
    outcome: str


@event("compliance.HoldPlaced")
@dataclass(frozen=True, slots=True)
class HoldPlaced:
    """Something stops marketing to the customer."""

    customer_id: int
    hold_id: int
    kind: str


@event("compliance.HoldLifted")
@dataclass(frozen=True, slots=True)
class HoldLifted:
    """It no longer does."""

    customer_id: int
    hold_id: int
    kind: str


@event("compliance.AssessmentCompleted")
@dataclass(frozen=True, slots=True)
class AssessmentCompleted:
    """The customer completed a risk assessment at the counter or in an app."""

    customer_id: int
    assessment_id: int
    grade: str
    previous_grade: str


@event("compliance.ConsentGranted")
@dataclass(frozen=True, slots=True)
class ConsentGranted:
    """A customer agreed to one purpose in one channel (ANY: in all)."""

    customer_id: int
    consent_id: int
    purpose: str
    channel: str


@event("compliance.ConsentWithdrawn")
@dataclass(frozen=True, slots=True)
class ConsentWithdrawn:
    """She no longer does, from this moment on."""

    customer_id: int
    consent_id: int
    purpose: str
    channel: str


@event("compliance.ReviewDecided")
@dataclass(frozen=True, slots=True)
class ReviewDecided:
    """Compliance decided something about a customer, this way or the other. It names nobody: who derives from it looks anew."""


@event("compliance.DiligenceDue")
@dataclass(frozen=True, slots=True)
class DiligenceDue:
    """A stage of a clock of due diligence was reached: `subject` GRADING, REVIEW or DOCUMENT (`title` names it), `stage` the days before.

    -1: the day has passed by so much that the head is told.
    """

    customer_id: int
    file_id: int
    subject: str
    item_id: int
    title: str
    due_on: date
    stage: int


@event("compliance.DiligenceSettled")
@dataclass(frozen=True, slots=True)
class DiligenceSettled:
    """The file of a customer is complete again: what was asked about it is answered."""

    customer_id: int
    file_id: int
