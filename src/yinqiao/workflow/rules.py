"""Whether a decision may be taken: pure, so that every combination is tested."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from yinqiao.workflow.choices import State


class Refusal(StrEnum):
    """Why a decision is refused, the first that applies."""

    CLOSED = "APPROVAL_CLOSED"
    EXPIRED = "APPROVAL_EXPIRED"
    SELF = "MAKER_EQ_CHECKER"
    STALE = "STALE_VERSION"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decision depends on: how the approval stands, whose it is, and which version the checker looked at."""

    state: str
    version: int
    maker_id: int
    expires_at: datetime


def refusal_of(
    standing: Standing, *, checker_id: int | None, seen_version: int, now: datetime
) -> Refusal | None:
    """Return why `checker_id` may not decide at `now`, or None. An actor without a staff id never may."""
    if standing.state != State.OPEN:
        return Refusal.CLOSED
    if now >= standing.expires_at:
        return Refusal.EXPIRED
    if checker_id is None or checker_id == standing.maker_id:
        return Refusal.SELF
    return Refusal.STALE if seen_version != standing.version else None


def may_withdraw(standing: Standing, *, maker_id: int | None) -> bool:
    """Tell whether the maker may take the request back: while it is open, and only the maker."""
    return standing.state == State.OPEN and maker_id == standing.maker_id
