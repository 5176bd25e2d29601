"""What may be done with an opportunity, and when it goes up: pure, so that every combination is tested."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final

from yinqiao.lib.workdays import BusinessCalendar, add_workdays, next_workday, previous_workday
from yinqiao.sales.choices import BY_PEOPLE, Purpose, State

ONE_DAY: Final = timedelta(days=1)
UNTOUCHED: Final = (State.NEW, State.ASSIGNED)
WORKED: Final = (State.CONTACTED, State.NEEDS, State.PROPOSED, State.PROCESSING)
OPEN: Final = (*UNTOUCHED, *WORKED)
# What a person decided; a reason that goes on does not open it again at once.
HANDLED: Final = (State.WON, State.LOST, State.EXPIRED)
LONGEST_SNOOZE_DAYS: Final = 90
# After so many times the days of its stage an opportunity is not slow any more but stuck.
STUCK_AFTER: Final = 2
# The rule about what falls due.
MATURITY: Final = "MATURITY"
# Rules of law and not of business: nobody decides that they came to nothing.
DUTIES: Final = ("KYC_DUE", "ID_EXPIRE")
# Somebody reached the customer about it.
CONTACTED: Final = (*WORKED, State.WON, State.LOST)
# When the sweep passes up what was left untouched, at the bank.
SWEEP_HOUR: Final = 7
DAY_BEGINS, DAY_ENDS = time(10), time(19)
# As the built-in rules tell them.
_AHEAD: Final = re.compile(r"将于 (\d{4}-\d{2}-\d{2})")
_COUNTDOWN: Final = re.compile(r"，(距(?:到期|重定价)) \d+ 天")
_LATE: Final = re.compile(r"，已逾期 \d+ 天")


def is_open(state: str) -> bool:
    """Tell whether somebody still has to act."""
    return state in OPEN


def is_profiled(kind: str) -> bool:
    """Tell whether a rule of the bank chose the customer, and no person did (PIPL 24)."""
    return kind not in BY_PEOPLE


def after_contact(state: str, *, is_reached: bool = True) -> State:
    """Return the state after the customer was contacted: a later contact does not throw an opportunity back.

    Whoever was not reached was not contacted; an attempt takes one out of the pool all the same.
    """
    if not is_reached:
        return State.ASSIGNED if state == State.NEW else State(state)
    return State.CONTACTED if state in UNTOUCHED else State(state)


def waits_until(next_on: date | None, today: date) -> date | None:
    """Return until when an opportunity waits for an agreed next step; None when it does not: the step is today."""
    if next_on is None or next_on <= today:
        return None
    return min(next_on, today + timedelta(days=LONGEST_SNOOZE_DAYS))


def is_slow(days: int, *, slow_days: int) -> bool:
    """Tell whether something has stood at a stage for as many days as the stage gives it; 0 gives it all the time there is."""
    return 0 < slow_days <= days


def is_stuck(days: int, *, slow_days: int) -> bool:
    """Tell whether it has stood there for so much longer that somebody must look."""
    return is_slow(days, slow_days=slow_days * STUCK_AFTER)


def may_win(state: str) -> bool:
    """Tell whether it may be closed as won: there must have been a contact."""
    return state in WORKED


def may_close(kind: str, *, is_gone: bool) -> bool:
    """Tell whether a person may end it: a duty once its reason is gone from the data (`is_gone`), anything else at any time."""
    return is_gone or kind not in DUTIES


def days_late(due_on: date, today: date) -> int:
    """Return by how many days the deadline is missed; 0 while it is not."""
    return max((today - due_on).days, 0)


def last_calm_day(calendar: BusinessCalendar, today: date, workdays: int) -> date:
    """Return the last day on which something may have been touched to count as untouched for `workdays` workdays on `today`.

    Touched on a Monday and untouched for three workdays: it goes up on Thursday, when Monday to Wednesday have passed.
    """
    first = previous_workday(calendar, today)
    return (add_workdays(calendar, first, 1 - workdays) if workdays > 1 else first) - ONE_DAY


def escalation_day(calendar: BusinessCalendar, touched_on: date, workdays: int) -> date:
    """Return the day on which something touched on `touched_on` goes up if nobody acts: the twin of `last_calm_day`."""
    day = touched_on + ONE_DAY
    while last_calm_day(calendar, day, workdays) < touched_on:
        day += ONE_DAY
    return day


def next_sweep(day: date, hour: int) -> date:
    """Return the day of the next sweep, at this hour of a day: until then somebody can still act."""
    return day if hour < SWEEP_HOUR else day + ONE_DAY


def planned_at(now: datetime, calendar: BusinessCalendar) -> datetime:
    """Return the moment for which calls are planned: now by day, else ten o'clock of the day whose calls it is too early or too late for.

    A list that is looked at before the bank opens, or at home in the evening, is not empty because nobody may be rung at that hour.
    """
    if DAY_BEGINS <= now.time() < DAY_ENDS:
        return now
    day = now.date() if now.time() < DAY_BEGINS else next_workday(calendar, now.date() + ONE_DAY)
    return datetime.combine(day, DAY_BEGINS, tzinfo=now.tzinfo)


def without_countdown(reason: str) -> str:
    """Return `reason` without the days that it counts to or from its date: on a timeline they would be those of another day."""
    return _LATE.sub("", _COUNTDOWN.sub("", reason))


def told_on(reason: str, today: date, *, happens_on: date | None = None) -> str:
    """Return a reason as it reads on a day: countdowns and delays counted anew, what was still to come and is past by now told as past.

    `happens_on` is the day since which something is late; None leaves the delay as it was told.
    """
    day = _day_ahead(reason)
    if day is not None:
        return _ahead_on(reason, today, day)
    if happens_on is None or happens_on >= today:
        return reason
    return _LATE.sub(f"，已逾期 {(today - happens_on).days} 天", reason)


def _ahead_on(reason: str, today: date, day: date) -> str:
    if day < today:
        return _COUNTDOWN.sub("", reason.replace(f"将于 {day}", f"已于 {day}", 1))
    left = (day - today).days
    return _COUNTDOWN.sub(lambda found: f"，{found[1]} {left} 天" if left else "，就在今天", reason)


def _day_ahead(reason: str) -> date | None:
    found = _AHEAD.search(reason)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def median_of(counted: Mapping[int, int]) -> Decimal | None:
    """Return the median of values of which so many were counted each; None of nothing. Between two values it is their mean."""
    values = sorted(counted)
    whole = sum(counted.values())
    if not whole:
        return None
    reached, lower = 0, None
    for value in values:
        reached += counted[value]
        if lower is None and 2 * reached == whole:
            lower = value
        elif 2 * reached > whole:
            return Decimal(value if lower is None else lower + value) / (1 if lower is None else 2)
    return None  # pragma: no cover - the loop ends at the whole


def kept_of(matured: Decimal, *, before: Decimal, now: Decimal) -> Decimal:
    """Return how much of what matured still lies with the bank: what the customer's assets fell by counts as gone, up to all of it."""
    gone = max(before - now, Decimal(0))
    return matured - min(gone, matured)


def snooze_refusal(until: date, today: date) -> str:
    """Return the code of why an opportunity cannot be put off until `until`, or nothing."""
    if until <= today:
        return "PAST"
    return "TOO_FAR" if until > today + timedelta(days=LONGEST_SNOOZE_DAYS) else ""


def contact_purpose(purpose: str, *, product_id: int | None) -> str:
    """Return what a contact about an opportunity is for: once a product is proposed, it sells."""
    return str(Purpose.MARKETING if product_id is not None else purpose)
