"""What stands open for a customer: each room says what waits on its side, each with one thing to do about it.

Rooms register in their `apps.ready()`. What they say is scoped and masked for the actor by the room that says it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from yinqiao.platform.actor import Actor
from yinqiao.platform.registry import Registry


@dataclass(frozen=True, slots=True)
class NextStep:
    """One open thing. `due_on` orders them (None: last). `action` is what to do, at `url`; in a dialog if `is_dialog`."""

    title: str
    detail: str
    icon: str
    due_on: date | None
    action: str
    url: str
    is_dialog: bool = False


@dataclass(frozen=True, slots=True)
class StepAsked:
    """About whom, and as of when. Who asks has made sure that the customer is in the actor's scope."""

    customer_id: int
    in_team: bool
    now: datetime
    today: date


@dataclass(frozen=True, slots=True)
class StepSource:
    """What a room knows that waits; asked of those with the permission."""

    permission: str
    waiting: Callable[[Actor, StepAsked], Sequence[NextStep]]


sources: Final[Registry[StepSource]] = Registry("what stands open for a customer")


def open_steps(actor: Actor, asked: StepAsked) -> list[NextStep]:
    """Return what all rooms know, the most urgent first."""
    found = [
        step
        for source in sources.values()
        if actor.can(source.permission)
        for step in source.waiting(actor, asked)
    ]
    return sorted(
        found, key=lambda step: (step.due_on is None, step.due_on or date.max, step.title)
    )
