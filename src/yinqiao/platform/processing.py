"""Kinds of processing that need an impact assessment before they are switched on (PIPL 55): rooms name theirs, compliance judges.

A room that switches one on asks `require_assessed`; it never knows who keeps the register.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from yinqiao.platform.errors import DomainError
from yinqiao.platform.registry import Registry


class Ground(StrEnum):
    """Why a kind of processing needs one."""

    SENSITIVE = "SENSITIVE"
    AUTOMATED = "AUTOMATED"
    ENTRUSTED = "ENTRUSTED"
    SHARED = "SHARED"
    ABROAD = "ABROAD"


@dataclass(frozen=True, slots=True)
class Activity:
    """A kind of processing; `title` is an English msgid. A gated one cannot be switched on without a valid assessment."""

    key: str
    title: str
    ground: Ground
    is_gated: bool = False


class NotAssessed(DomainError):
    """No valid impact assessment covers this processing."""

    code = "NOT_ASSESSED"
    status = 409


activities: Registry[Activity] = Registry("processing that needs an impact assessment")
# Says in a sentence why an activity may not begin on a day, or nothing.
judges: Registry[Callable[[str, date], str]] = Registry("who judges processing")

# What an automated decision about a customer rested on, by kind of decision (`compliance.privacy.choices.DecisionKind`): for who reviews it.
tellers: Registry[Callable[[int], Mapping[str, object]]] = Registry("who tells of decisions")


def told(customer_id: int, decision: str) -> dict[str, object]:
    """Return what a decision about a customer rested on, as plain values; empty where nobody tells of it."""
    teller = tellers.find(decision)
    return dict(teller(customer_id)) if teller else {}


def offer(key: str, title: str, ground: Ground, *, is_gated: bool = False) -> None:
    """Name a kind of processing."""
    activities.add(key, Activity(key, title, ground, is_gated))


def require_assessed(activity: str, *, on: date) -> None:
    """Raise NotAssessed unless `activity` may begin on the day."""
    activities.get(activity)
    for judge in judges.values():
        said = judge(activity, on)
        if said:
            raise NotAssessed(said, extra={"activity": activity})
