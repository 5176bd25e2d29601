"""What decides whether a customer may be contacted: plain facts, the contact itself, and the bank's limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.compliance.rules.caps import Cap
from yinqiao.compliance.rules.consent import ConsentFacts
from yinqiao.compliance.rules.hours import Window, WindowKind
from yinqiao.lib.workdays import BusinessCalendar


@dataclass(frozen=True, slots=True)
class Answer:
    """A refusal by somebody whom the gate asks: its stable code, its sentence for people, and until when it holds, if that is known."""

    code: str
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hold:
    """Something that stops marketing in [starts_at, ends_at); a `campaign` limits it to that one."""

    kind: str
    starts_at: datetime
    ends_at: datetime | None = None
    campaign: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One contact that was made or is under way; marketing is counted, the purposes that go before it close its day."""

    channel: str
    day: date
    purpose: str = ContactPurpose.MARKETING


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """What the bank knows of a customer that decides.

    `consents` are those to marketing, each with its channel; `quiet_channels` those where every number is marked do-not-disturb;
    `province` two digits of GB/T 2260 of where she lives, else of her unit; `preferred_channel` how she likes to be reached;
    `review` and `suitability` what others answered who were asked, None where nothing stands against it; `roles`
    what she is to the bank (staff, related party …).
    """

    is_person: bool = True
    is_deceased: bool = False
    birth_on: date | None = None
    overdue_days: int = 0
    quiet_channels: frozenset[str] = frozenset()
    consents: tuple[tuple[str, ConsentFacts], ...] = ()
    holds: tuple[Hold, ...] = ()
    slots: tuple[Slot, ...] = ()
    province: str = ""
    preferred_channel: str = ""
    refuses_profiling: bool = False
    review: Answer | None = None
    suitability: Answer | None = None
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Contact:
    """What is to be done: why, how, about which product of which class, in which campaign, and when (local time of the customer).

    `is_profiled`: a machine chose the customer (a rule, a score, a recommendation), no person did.
    """

    purpose: str
    channel: str
    at: datetime
    product_class: str = ""
    campaign: str = ""
    product: int | None = None
    is_profiled: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """The parameters in force on the day. What differs in a province stands under its two digits; `asked` names who can be asked."""

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
    province_windows: Mapping[tuple[str, WindowKind], Window] = field(default_factory=dict)
    province_closed: frozenset[tuple[str, date]] = frozenset()
    preference_channels: frozenset[str] = frozenset()
    prior_purposes: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    unsold_roles: frozenset[str] = frozenset()

    def window(self, kind: WindowKind, province: str) -> Window:
        """Return the hours that hold in the province."""
        everywhere = {
            WindowKind.CALL: self.call_window,
            WindowKind.INSURANCE: self.insurance_window,
            WindowKind.COLLECTION: self.collection_window,
            WindowKind.MESSAGE: self.message_window,
        }
        return self.province_windows.get((province, kind), everywhere[kind])

    def is_closed(self, day: date, province: str) -> bool:
        """Tell whether `day` is a statutory holiday, or a holiday of the province."""
        return self.calendar.is_holiday(day) or (province, day) in self.province_closed
