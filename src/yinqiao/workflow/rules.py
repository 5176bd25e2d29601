"""Whether a decision may be taken: pure, so that every combination is tested."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from yinqiao.lib.periods import span_problem
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


def levels(
    permission: str, *, second: str, measure: int, thresholds: Mapping[str, int], kind: str
) -> tuple[str, ...]:
    """Return the permissions of the levels that decide, first to last: a second one from the bank's threshold for `kind` on."""
    threshold = thresholds.get(kind)
    if threshold is None or measure < threshold:
        return (permission,)
    return (permission, second or permission)


def read_threshold(text: str) -> tuple[str, int]:
    """Read ``kind:measure``; raise ValueError for anything else."""
    kind, colon, measure = text.strip().rpartition(":")
    if not colon or not kind or not measure.isdecimal():
        message = f"no kind and measure: {text}"
        raise ValueError(message)
    return kind, int(measure)


def deputy_problem(
    from_on: date, to_on: date, *, today: date, most_days: int
) -> Literal["", "from", "to", "long"]:
    """Return which end of a deputy's period is wrong: it begins today or later, ends no earlier, and lasts `most_days` at most."""
    return span_problem(from_on, to_on, today=today, most_days=most_days)
