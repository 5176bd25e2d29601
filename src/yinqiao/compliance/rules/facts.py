"""What decides whether a customer may be contacted: plain facts, the contact itself, and the bank's limits."""

from dataclasses import dataclass
from datetime import date, datetime

from yinqiao.compliance.rules.caps import Cap
from yinqiao.compliance.rules.consent import ConsentFacts
from yinqiao.compliance.rules.hours import Window
from yinqiao.lib.workdays import BusinessCalendar


@dataclass(frozen=True, slots=True)
class Hold:
    """Something that stops marketing in [starts_at, ends_at); a `campaign` limits it to that one."""

    kind: str
    starts_at: datetime
    ends_at: datetime | None = None
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One marketing contact that was made or is under way."""

    channel: str
    day: date


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What the bank knows of a customer that decides.

    `consents` are those to marketing, each with its channel; `quiet_channels` those where every number is marked do-not-disturb.
    """

    is_person: bool = True
    is_deceased: bool = False
    birth_on: date | None = None
    overdue_days: int = 0
    quiet_channels: frozenset[str] = frozenset()
    consents: tuple[tuple[str, ConsentFacts], ...] = ()
    holds: tuple[Hold, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """What is to be done: why, how, about which class of product, in which campaign, and when (local time of the customer)."""

    purpose: str
    channel: str
    at: datetime
    product_class: str = ""
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The parameters in force on the day."""

    adult_age: int
    overdue_days: int
    caps: tuple[Cap, ...]
    call_caps: tuple[Cap, ...]
    call_window: Window
    insurance_window: Window
    collection_window: Window
    message_window: Window
    holiday_channels: frozenset[str]
    calendar: BusinessCalendar
