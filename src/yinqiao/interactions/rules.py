"""Pure rules of interactions."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from yinqiao.interactions.choices import Channel, Direction, Outcome, Readers, TaskState

# What the finding says about the number (the codes of `customers.choices.FaultReason`).
FAULTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        Outcome.EMPTY_NUMBER: "EMPTY",
        Outcome.SUSPENDED: "SUSPENDED",
        Outcome.NOT_PERSON: "NOT_PERSON",
        Outcome.WRONG_NUMBER: "NOT_PERSON",
    }
)
REACHED: Final = frozenset(
    {
        Outcome.REACHED,
        Outcome.INTERESTED,
        Outcome.NOT_INTERESTED,
        Outcome.CALL_BACK,
        Outcome.REFUSED,
        Outcome.OTHER,
    }
)
# The channels that the ledger of contacts counts; a meeting is not an intrusion.
COUNTED_CHANNELS: Final = frozenset(
    {
        Channel.CALL,
        Channel.SMS,
        Channel.WECOM,
        Channel.APP_PUSH,
        Channel.EMAIL,
        Channel.LETTER,
    }
)
# What a person can say came of a contact, in the order of their digits: 1 to 9, then 0.
OUTCOMES: Final = (
    Outcome.REACHED,
    Outcome.INTERESTED,
    Outcome.NOT_INTERESTED,
    Outcome.CALL_BACK,
    Outcome.NO_ANSWER,
    Outcome.REFUSED,
    Outcome.EMPTY_NUMBER,
    Outcome.SUSPENDED,
    Outcome.NOT_PERSON,
    Outcome.OTHER,
)
MET: Final = frozenset({Channel.VISIT, Channel.BRANCH})


def may_read_note(readers: str, *, in_team: bool, is_author: bool, is_called: bool = False) -> bool:
    """Tell whether somebody who may open the customer may also read this note; whoever was called to it may."""
    return readers == Readers.BRANCH or in_team or is_author or is_called


def is_overdue(state: str, *, due_on: date | None, today: date) -> bool:
    """Tell whether an open task is past its day."""
    return state == TaskState.OPEN and due_on is not None and due_on < today


def is_reached(outcome: str) -> bool:
    """Tell whether the customer herself was reached."""
    return outcome in REACHED


def fits(channel: str, outcome: str) -> bool:
    """Tell whether a contact in that way can end like that: nobody's number is out of service at a meeting."""
    return not (channel in MET and (outcome in FAULTS or outcome == Outcome.NO_ANSWER))


def ledger_outcome(outcome: str, *, uncounted: Collection[str]) -> str:
    """Return what the ledger of contacts is told (codes of `compliance.choices.SlotOutcome`)."""
    if outcome == Outcome.REFUSED:
        return "REFUSED"
    return "RELEASED" if outcome in uncounted else "DONE"


def is_for_ledger(channel: str, direction: str) -> bool:
    """Tell whether the ledger is told at all: the bank began, in a way that it counts."""
    return direction == Direction.OUT and channel in COUNTED_CHANNELS


def may_edit(logged_at: datetime, *, now: datetime, hours: int) -> bool:
    """Tell whether the author may still change what she logged; afterwards she adds to it."""
    return now < logged_at + timedelta(hours=hours)


def names_in(text: str, names: Collection[str]) -> set[str]:
    """Return those of the names that stand in a text; the shorter one within a longer one that stands there is not meant."""
    found = set()
    for name in sorted(filter(None, names), key=len, reverse=True):
        if name in text:
            found.add(name)
            text = text.replace(name, "\n")
    return found
