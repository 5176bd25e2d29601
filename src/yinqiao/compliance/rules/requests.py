"""Requests of persons about their data: which step follows which, the clocks, and what the law keeps (DOMAIN §4.1, §13, §15)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from yinqiao.compliance.choices import RequestState
from yinqiao.lib.periods import add_years
from yinqiao.lib.workdays import BusinessCalendar, add_workdays

_NEXT: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        RequestState.RECEIVED: frozenset({RequestState.ID_VERIFIED, RequestState.REFUSED}),
        RequestState.ID_VERIFIED: frozenset({RequestState.IN_PROGRESS, RequestState.REFUSED}),
        RequestState.IN_PROGRESS: frozenset(
            {RequestState.ANSWERED, RequestState.REFUSED, RequestState.RESTRICTED}
        ),
    }
)
OPEN: Final = frozenset(_NEXT)


@dataclass(frozen=True, slots=True)
class Clock:
    """By when a request is to be answered, and when somebody is reminded."""

    alarm_on: date
    due_on: date


def may_follow(state: str, to: str) -> bool:
    """Tell whether a request in `state` can go `to`."""
    return to in _NEXT.get(state, frozenset())


def clock_of(
    received_on: date, *, alarm_days: int, due_days: int, calendar: BusinessCalendar
) -> Clock:
    """Return the clock of a request, in workdays of the bank; the day of receipt does not count."""
    return Clock(
        add_workdays(calendar, received_on, alarm_days),
        add_workdays(calendar, received_on, due_days),
    )


def objection_clock(received_on: date, *, alarm_days: int, due_days: int) -> Clock:
    """Return the clock of an objection to a measure against money laundering: calendar days, the day of receipt does not count (反洗钱法)."""
    due_on = received_on + timedelta(days=due_days)
    return Clock(min(received_on + timedelta(days=alarm_days), due_on), due_on)


def kept_until(relation_ended_on: date | None, *, years: int) -> date | None:
    """Return the last day on which the law keeps the records of a customer; None while the relation runs: there is no end yet."""
    return None if relation_ended_on is None else add_years(relation_ended_on, years)


def is_kept(relation_ended_on: date | None, *, years: int, today: date) -> bool:
    """Tell whether the records must be kept today (反洗钱法: ten years after the relation ends)."""
    until = kept_until(relation_ended_on, years=years)
    return until is None or today <= until
