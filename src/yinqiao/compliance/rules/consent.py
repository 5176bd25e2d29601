"""What a consent is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

ANY_CHANNEL: Final = "ANY"


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


def standing(
    consents: Iterable[tuple[str, ConsentFacts]], *, channel: str, at: datetime
) -> Usability | None:
    """Return what consents to one purpose, each with its channel, are worth for `channel` at the local moment `at`; None: there is none.

    The last word counts: a withdrawal (of the channel, or of all) undoes every grant before it, and one without a time every grant.
    """
    found = [facts for where, facts in consents if where in {channel, ANY_CHANNEL}]
    worth = [(usability(facts, on=at.date()), facts) for facts in found]
    withdrawn = [facts.withdrawn_at for how, facts in worth if how is Usability.WITHDRAWN]
    granted = [
        facts.granted_at
        for how, facts in worth
        if how is Usability.USABLE and facts.granted_at is not None and facts.granted_at <= at
    ]
    if granted and all(day is not None and day < max(granted) for day in withdrawn):
        return Usability.USABLE
    kinds = {how for how, _facts in worth} - {Usability.USABLE}
    order = (Usability.WITHDRAWN, Usability.EXPIRED, Usability.HISTORY_ONLY)
    return next((kind for kind in order if kind in kinds), None)
