"""What a consent is worth."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What decides whether a consent can be used."""

    status: str
    text_version: str
    granted_at: datetime | None
    withdrawn_at: datetime | None
    evidence_no: str
    valid_to: date | None


class Usability(StrEnum):
    """Whether a consent counts, and if not, why."""

    USABLE = "usable"
    HISTORY_ONLY = "history-only"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def usability(facts: ConsentFacts, *, on: date) -> Usability:
    """Return whether the consent counts on `on`. Without version, time and evidence it is history only (历史声明), never usable."""
    if facts.status == "WITHDRAWN" or facts.withdrawn_at is not None:
        return Usability.WITHDRAWN
    if facts.status == "EXPIRED" or (facts.valid_to is not None and facts.valid_to < on):
        return Usability.EXPIRED
    if not (facts.text_version and facts.granted_at and facts.evidence_no):
        return Usability.HISTORY_ONLY
    return Usability.USABLE
